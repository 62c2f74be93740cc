using Microsoft.Extensions.Options;
using Tongban.Cases;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Licences;

/// <summary>Under which address people reach this installation: <c>Tongban:PublicAddress</c>, such as <c>https://zwfw.example.gov.cn</c>.</summary>
public sealed class PublicAddress
{
    public string? Value { get; set; }
}

/// <summary>Notes, in the transaction of a move, that its paper is to be signed. Nothing slow happens here.</summary>
public sealed class WantedPapers(TongbanDb db, IHttpContextAccessor http, IOptions<PublicAddress> address)
{
    /// <summary>The papers of all moves that are about to be saved. A receipt is none: it decides nothing.</summary>
    public void WantOf(Case about)
    {
        foreach (var fact in about.Unsaved)
        {
            if (Papers.Of(fact) is { } paper and not Papers.Receipt)
            {
                Want(about.Id, paper, fact.At);
            }
        }
    }

    public void Want(Guid caseId, string paper, DateTime now)
    {
        if (!db.Set<SignedPaper>().Local.Any(wanted => wanted.CaseId == caseId && wanted.Paper == paper))
        {
            db.Add(new SignedPaper(db.CentreId, caseId, paper, Origin(), now));
        }
    }

    // The set address first: what is printed and signed stays. Without one it is the host that a member of staff asked;
    // never a stranger's, who could have us sign the address of a site of his own.
    private string Origin() =>
        address.Value.Value is { Length: > 0 } set ? set.TrimEnd('/')
        : http.HttpContext is { Request: { Host.HasValue: true } request } context && context.User.HasClaim(Claims.Kind, Claims.Staff) ? request.LinkBase()
        : "";
}
