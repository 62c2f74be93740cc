using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Tongban.Shared.Setup;

namespace Tongban.Licences.Signing;

/// <summary>
/// The certificate with which this installation signs. Until one of a real CA is set there is a test CA, made here once
/// and named so that nobody takes it for anything else.
/// </summary>
public sealed class SigningCertificate(IOptions<SigningSettings> options, TongbanSettings settings, ILogger<SigningCertificate> log)
{
    private readonly Lazy<(X509Certificate2 Mine, X509Certificate2Collection Above)> loaded = new(() => Load(options.Value, settings, log));

    public X509Certificate2 Mine => loaded.Value.Mine;

    /// <summary>Those above it, up to its root, as far as the file holds them.</summary>
    public X509Certificate2Collection Above => loaded.Value.Above;

    /// <summary>SHA-256 of the certificate, lower-case hexadecimal.</summary>
    public string Fingerprint => FingerprintOf(Mine);

    public static string FingerprintOf(X509Certificate2 certificate) => Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static (X509Certificate2 Mine, X509Certificate2Collection Above) Load(SigningSettings wanted, TongbanSettings settings, ILogger log)
    {
        var password = wanted.PasswordFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : wanted.Password;
        if (wanted.Certificate is not { Length: > 0 } certificate)
        {
            (certificate, password) = (TestAuthority.In(settings.SigningFolder), null);
            log.LogWarning("Papers are signed with a test certificate of this installation; set Tongban:Signing:Certificate before people rely on them");
        }

        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(certificate, password);
        var mine = all.FirstOrDefault(one => one.HasPrivateKey) ?? throw new CryptographicException($"{certificate} holds no private key: papers cannot be signed with it.");
        return (mine, [.. all.Where(one => one != mine)]);
    }
}
