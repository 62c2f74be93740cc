using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tongban.Licences.Signing;

/// <summary>
/// A CA for demonstrations and tests, and one certificate of it. The CA's key is thrown away: it can sign nothing else.
/// </summary>
public static class TestAuthority
{
    public const string CertificateFile = "tongban-test-ca.crt";
    public const string KeyFile = "tongban-test-signing.pfx";
    private const string Named = "CN=Tongban TEST CA - not for official use, O=Tongban demonstration";
    private const string NamedMine = "CN=Tongban TEST signature - not for official use, O=Tongban demonstration";
    private const int KeyBits = 3072;

    // Fixed, so that a demonstration whose clock is shifted can sign.
    private static readonly DateTimeOffset From = new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2049, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file with the key in this folder; made, with the CA's certificate beside it, when there is none.</summary>
    public static string In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Make(folder);
        }

        return Path.Combine(folder, KeyFile);
    }

    // Made aside and moved as a whole: of nodes that start at once on one folder one is first, and the others take its.
    private static void Make(string folder)
    {
        var aside = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(aside);
        Write(aside);
        try
        {
            Directory.Move(aside, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    private static void Write(string folder)
    {
        using var caKey = RSA.Create(KeyBits);
        using var ca = Authority(caKey);
        using var key = RSA.Create(KeyBits);
        using var signed = Issued(key, ca);
        using var mine = signed.CopyWithPrivateKey(key);
        File.WriteAllText(Path.Combine(folder, CertificateFile), ca.ExportCertificatePem());
        using var file = new FileStream(Path.Combine(folder, KeyFile), OwnerOnly());
        file.Write(new X509Certificate2Collection { mine, X509CertificateLoader.LoadCertificate(ca.RawData) }.Export(X509ContentType.Pkcs12)!);
        file.Flush(flushToDisk: true);
    }

    private static X509Certificate2 Authority(RSA key)
    {
        var request = new CertificateRequest(Named, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(From, Until);
    }

    private static X509Certificate2 Issued(RSA key, X509Certificate2 ca)
    {
        var request = new CertificateRequest(NamedMine, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, true, false));
        return request.Create(ca, From, Until, RandomNumberGenerator.GetBytes(16));
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
