namespace Tongban.Licences.Signing;

/// <summary>The certificate that signs papers: <c>Tongban:Signing</c> in the configuration.</summary>
public sealed class SigningSettings
{
    /// <summary>A PKCS#12 file with the key, its certificate and those above it; none: a test certificate made here.</summary>
    public string? Certificate { get; set; }

    public string? Password { get; set; }

    /// <summary>A file that holds the password, as containers hand over secrets.</summary>
    public string? PasswordFile { get; set; }
}
