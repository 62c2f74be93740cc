using Tongban.Network;

namespace Tongban.Queue.Ordering;

/// <summary>In which order the line of a group stands for those who look at it from outside.</summary>
public static class GroupRules
{
    /// <summary>Where all windows of a group follow one rule that is its order; where they differ it is the usual rule, and the group is not in the answer.</summary>
    public static Dictionary<Guid, CallingRule> Of(IEnumerable<Window> windows, Func<Window, CallingRule> ruleOf) =>
        windows.SelectMany(window => window.Groups.Select(group => (group.GroupId, Rule: ruleOf(window))))
            .GroupBy(pair => pair.GroupId, pair => pair.Rule)
            .Where(group => group.Distinct().Count() == 1)
            .ToDictionary(group => group.Key, group => group.First());
}
