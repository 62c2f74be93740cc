using Tongban.Queue.Ordering;
using Tongban.Shared.Words;

namespace Tongban.Halls.Profiles;

/// <summary>A rule in one line: 绿色通道 → 预约到点 → … → 等得最久的.</summary>
public static class ProfileWords
{
    public static string Of(CallingRule rule, Say say) => string.Join(" → ", rule.Conditions.Select(condition => Of(condition, say)));

    private static string Of(Condition condition, Say say) => condition.Kind switch
    {
        ConditionKind.MaximumWait => say["profile.short.MaximumWait", condition.Minutes],
        ConditionKind.Ratio => say["profile.short.Ratio", say["profile.side." + condition.First], condition.FirstTurns, say["profile.side." + condition.Second], condition.SecondTurns],
        _ => say["profile.short." + condition.Kind],
    };
}
