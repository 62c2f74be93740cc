using Tongban.Kernel;

namespace Tongban.Partners.Webhooks;

public enum PartnerEventStatus
{
    /// <summary>To be sent, or sent without a good answer so far.</summary>
    Waiting,

    /// <summary>The other side has it.</summary>
    Delivered,

    /// <summary>The other side has read it and says no; sending it again by itself would not help.</summary>
    Refused,

    /// <summary>Tried for days: somebody has to look.</summary>
    Stuck,
}

/// <summary>
/// What a partner is told of one fact, written in the transaction of that fact: rolled back with it, sent only after it.
/// It holds ids only; what is sent is made of them when it is sent.
/// </summary>
public sealed class PartnerEvent
{
    public const int MaxType = 40;
    public const int MaxAnswer = 40;
    public const int MaxReceipt = 100;

    private const string Prefix = "msg_";

    private PartnerEvent()
    {
    }

    internal PartnerEvent(PartnerClient to, Guid factId, Guid subjectId, int position, string type, DateTime now)
    {
        (CentreId, ClientId, FactId, SubjectId) = (to.CentreId, to.Id, factId, subjectId);
        (Position, Type, MadeAt, NextTryAt) = (position, type, now, now);
    }

    public Guid CentreId { get; private set; }

    /// <summary>Goes along as <c>webhook-id</c>, the same however often it is sent.</summary>
    public Guid Id { get; private set; } = RowId.New();

    public Guid ClientId { get; private set; }

    public Guid FactId { get; private set; }

    /// <summary>The step (its case), the case, the licence, or the whole one-thing.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Counts what this client is told of this thing: the next is not sent before the one before has arrived.</summary>
    public int Position { get; private set; }

    /// <summary><c>step.ready</c>.</summary>
    public string Type { get; private set; } = "";

    public DateTime MadeAt { get; private set; }

    public PartnerEventStatus Status { get; private set; }

    public DateTime NextTryAt { get; private set; }

    public int Tries { get; private set; }

    /// <summary>A status such as <c>503</c>, or <c>timeout</c>, <c>unreachable</c>, <c>address</c>.</summary>
    public string LastAnswer { get; private set; } = "";

    public DateTime? LastTryAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The province's receipt, or its code for a no.</summary>
    public string Receipt { get; private set; } = "";

    /// <summary>As the other side reads it.</summary>
    public string MessageId => $"{Prefix}{Id:N}";

    /// <summary>Whose message id this is; null where it is none.</summary>
    internal static Guid? IdOf(string messageId) =>
        messageId.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(messageId[Prefix.Length..], "N", out var id) ? id : null;
}
