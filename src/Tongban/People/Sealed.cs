namespace Tongban.People;

/// <summary>
/// A personal identifier at rest: cipher text, and a keyed hash to find it by. An entity keeps the two as columns
/// (<c>PhoneCipher</c>, <c>PhoneHash</c>), so that the hash can stand in an index.
/// </summary>
public sealed record Sealed(string Cipher, string Hash)
{
    /// <summary>Kinds of identifiers; part of the hash.</summary>
    public const string Phone = "phone";

    public const string IdNumber = "id";

    public const string Address = "address";

    public const int MaxCipher = 1024;

    public const int HashLength = 64;
}
