namespace Tongban.Partners;

/// <summary>What a token opens, by kind of client.</summary>
public static class PartnerScopes
{
    /// <summary>See one's own steps.</summary>
    public const string Read = "steps.read";

    /// <summary>Work on one's own steps.</summary>
    public const string Work = "steps.work";

    /// <summary>Visits to the bank, and fees that it waives.</summary>
    public const string Bank = "bank";

    /// <summary>What is to be posted.</summary>
    public const string Parcels = "parcels";

    /// <summary>The province's records, its receipts for them, and the counts.</summary>
    public const string Exchange = "exchange";

    /// <summary>All, with what each opens.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [Read] = "See the steps of one's own body, and their files.",
        [Work] = "Accept, return and finish them.",
        [Bank] = "A bank: arrange visits, record waived fees.",
        [Parcels] = "The post: take parcels, say that they are mailed and that they have arrived.",
        [Exchange] = "The province: fetch records, send receipts, count both.",
    };

    public static IReadOnlyList<string> Of(PartnerKind kind) => kind switch
    {
        PartnerKind.Bank => [Read, Work, Bank],
        PartnerKind.SealMaker => [Read, Work],
        PartnerKind.Post => [Read, Work, Parcels],
        PartnerKind.Province => [Exchange],
        PartnerKind.VoiceApp => [],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
