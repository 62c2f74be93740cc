using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tongban.Shared.Writes;

/// <summary>
/// What was answered to a write with this key. The same key, person and content get the same answer; the same key
/// with anything else is refused (<c>request.key-reused</c>).
/// </summary>
public sealed class RequestKey
{
    private RequestKey()
    {
    }

    /// <summary>For a batch, which knows the answer when it writes the key.</summary>
    internal RequestKey(Guid centreId, string key, string fingerprint, string answer, DateTime at) =>
        (CentreId, Key, Fingerprint, Answer, At) = (centreId, key, fingerprint, answer, at);

    public Guid CentreId { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>Hash of who asked, what for and with which content.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>Where a page went on to, or an endpoint's status and body; empty until the write is done.</summary>
    public string Answer { get; private set; } = "";

    public DateTime At { get; private set; }

    public void Answered(string answer) => Answer = answer;
}

public sealed class RequestKeyMapping : IEntityTypeConfiguration<RequestKey>
{
    public void Configure(EntityTypeBuilder<RequestKey> key)
    {
        key.HasKey(k => new { k.CentreId, k.Key });
        key.Property(k => k.Key).HasMaxLength(64);
        key.Property(k => k.Fingerprint).HasMaxLength(64);
        key.HasIndex(k => new { k.CentreId, k.At });
    }
}
