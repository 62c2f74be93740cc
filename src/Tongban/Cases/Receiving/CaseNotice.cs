using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>A notice that went out (一次性告知): its number, and for each material and field what is wrong with it.</summary>
public sealed class CaseNotice
{
    private readonly List<CaseNoticeLine> lines = [];

    private CaseNotice()
    {
    }

    /// <summary>To be made right after <see cref="Case.Notify"/>. What is faulty needs its reason.</summary>
    public CaseNotice(Case of, int number, IReadOnlyDictionary<string, string> reasons, Guid? overrideId, CaseMoment at)
    {
        (CentreId, CaseId, Number, At, By, OverrideId) = (of.CentreId, of.Id, number, at.Now, at.By.ToString(), overrideId);
        lines.AddRange(of.Demanded.Select(m => new CaseNoticeLine(this, m.Key, m.State, reasons.GetValueOrDefault(m.Key))));
        lines.AddRange(of.FaultyFields.Select(f => CaseNoticeLine.KeyOf(f.Field)).Select(key => new CaseNoticeLine(this, key, MaterialState.Faulty, reasons.GetValueOrDefault(key))));
    }

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    public int Number { get; private set; }

    public DateTime At { get; private set; }

    public string By { get; private set; } = "";

    /// <summary>The leader's reason when it asked for something new.</summary>
    public Guid? OverrideId { get; private set; }

    public IReadOnlyList<CaseNoticeLine> Lines => lines;

    public bool IsBeforeAcceptance(Case of) => of.AcceptedAt is not { } accepted || At < accepted;
}

/// <summary>One material, or one field of the application, of a notice.</summary>
public sealed class CaseNoticeLine
{
    public const int MaxReason = 300;

    private const string FieldPrefix = "field:";

    private CaseNoticeLine()
    {
    }

    internal CaseNoticeLine(CaseNotice notice, string key, MaterialState state, string? reason)
    {
        (CentreId, CaseId, Number, Key, State) = (notice.CentreId, notice.CaseId, notice.Number, key, state);
        Reason = reason?.Trim() ?? "";
        Refusal.Unless(Reason.Length > 0 || State != MaterialState.Faulty, "case.fault-reason-missing");
        Refusal.Unless(Reason.Length <= MaxReason, "case.fault-reason-too-long", MaxReason);
    }

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    public int Number { get; private set; }

    /// <summary>The material's id, or <c>field:Name</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The field of the application that it is about; null for a material.</summary>
    public CaseField? Field => FieldOf(Key);

    public static string KeyOf(CaseField field) => FieldPrefix + field;

    public static CaseField? FieldOf(string key) => key.StartsWith(FieldPrefix, StringComparison.Ordinal) && Enum.TryParse<CaseField>(key[FieldPrefix.Length..], out var field) && Enum.IsDefined(field) ? field : null;

    /// <summary>Missing or faulty when it was told.</summary>
    public MaterialState State { get; private set; }

    /// <summary>What is wrong with it; may be empty when it is simply missing.</summary>
    public string Reason { get; private set; } = "";
}
