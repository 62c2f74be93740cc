using Tongban.Kernel;

namespace Tongban.Partners.Exchange;

/// <summary>The number of a signed message that we have read: the same message does nothing a second time, whoever sends it.</summary>
public sealed class ExchangeMessage
{
    public const int MaxNumber = 64;

    private ExchangeMessage()
    {
    }

    internal ExchangeMessage(PartnerClient from, string number, DateTime now) => (CentreId, ClientId, Number, ReadAt) = (from.CentreId, from.Id, number, now);

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid ClientId { get; private set; }

    /// <summary>As its sender counts.</summary>
    public string Number { get; private set; } = "";

    public DateTime ReadAt { get; private set; }
}
