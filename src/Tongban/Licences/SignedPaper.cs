using System.Globalization;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Shared.Files;

namespace Tongban.Licences;

/// <summary>
/// A paper of a case, or a licence, as a signed PDF. It is wanted in the transaction of the move that leads to it and
/// made once, afterwards: what was signed is what is given, whoever asks for it and how often.
/// </summary>
public sealed class SignedPaper : Entity
{
    public const int MaxPaper = 40;
    public const int MaxOrigin = 200;
    private const string LicencePrefix = "licence-";
    private const int LongestWaitMinutes = 60;

    private SignedPaper()
    {
    }

    /// <param name="centreId">The centre.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="paper">Which of its papers, as <see cref="Papers"/> names them, or an edition of its licence.</param>
    /// <param name="origin">Scheme and host under which people reach us; empty where nobody knows.</param>
    /// <param name="now">When.</param>
    public SignedPaper(Guid centreId, Guid caseId, string paper, string origin, DateTime now)
        : base(centreId) => (CaseId, Paper, Origin, NextTryAt) = (caseId, paper, origin.Length <= MaxOrigin ? origin : "", now);

    public Guid CaseId { get; private set; }

    /// <summary><c>acceptance</c>, <c>notice-1</c>, <c>result</c>, <c>licence-1</c>.</summary>
    public string Paper { get; private set; } = "";

    public string Origin { get; private set; } = "";

    /// <summary>SHA-256 of the PDF, which is its address in the store; null until it is made.</summary>
    public string? Hash { get; private set; }

    public long Size { get; private set; }

    public DateTime? SignedAt { get; private set; }

    /// <summary>SHA-256 of the certificate that signed it.</summary>
    public string? Certificate { get; private set; }

    /// <summary>When it is tried again.</summary>
    public DateTime NextTryAt { get; private set; }

    public int Tries { get; private set; }

    /// <summary>Which edition of the licence it is; null for other papers.</summary>
    public int? LicenceEdition => Paper.StartsWith(LicencePrefix, StringComparison.Ordinal) ? int.Parse(Paper[LicencePrefix.Length..], CultureInfo.InvariantCulture) : null;

    public static string OfLicence(int edition) => string.Create(CultureInfo.InvariantCulture, $"{LicencePrefix}{edition}");

    /// <summary>Made and signed; the journal keeps the hash.</summary>
    public void Made(StoredFile file, string certificate, DateTime now)
    {
        if (Hash is not null)
        {
            throw new InvalidOperationException("It is signed already.");
        }

        (Hash, Size, SignedAt, Certificate) = (file.Hash, file.Size, now, certificate);
        Happened("paper.signed", now, Actor.System, new { CaseId, Paper, Hash });
    }

    /// <summary>It could not be made; tried again after a while that grows to an hour.</summary>
    public void Failed(DateTime now)
    {
        Tries++;
        NextTryAt = now.AddMinutes(Math.Min(LongestWaitMinutes, Math.Pow(2, Math.Min(Tries, 10))));
        Happened("paper.not-made", now, Actor.System, new { Tries });
    }
}
