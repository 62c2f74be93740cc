using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Tongban.People;

/// <summary>
/// The keys that protect cookies lie in the database, for all nodes; they are wrapped by the key file, which does
/// not. Whoever gets only the database cannot sign in as anybody.
/// </summary>
public sealed class SealedKeys(PersonalData keyFile) : IXmlEncryptor, IConfigureOptions<KeyManagementOptions>
{
    internal const string Kind = "data-protection";
    internal const string Element = "sealed";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(Element, keyFile.Seal(Kind, plaintextElement.ToString(SaveOptions.DisableFormatting)).Cipher), typeof(SealedKeyReader));

    public void Configure(KeyManagementOptions options) => options.XmlEncryptor = this;
}

/// <summary>Opens what <see cref="SealedKeys"/> wrapped. Data protection makes it itself, by its name in the key's row.</summary>
public sealed class SealedKeyReader(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<PersonalData>().Open(new Sealed(encryptedElement.Value, "")));
}
