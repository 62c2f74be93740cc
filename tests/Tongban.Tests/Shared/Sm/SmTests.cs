using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Tongban.Shared.Sm;

namespace Tongban.Tests.Shared.Sm;

/// <summary>The examples of GB/T 32905, 32907 and 32918, number for number.</summary>
public sealed class SmTests
{
    private const string Private = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
    private const string PublicX = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020";
    private const string PublicY = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
    private const string K = "59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21";
    private const string R = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3";
    private const string S = "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";
    private const string Za = "B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3";
    private const string E = "F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640";
    private static readonly byte[] Message = "message digest"u8.ToArray();

    [Theory]
    [InlineData("abc", 1, "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0")]
    [InlineData("abcd", 16, "DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732")]
    public void Sm3_hashes_as_the_standard_says(string text, int times, string hash) =>
        Assert.Equal(hash, Convert.ToHexString(Sm3.Hash(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))))));

    [Theory]
    [InlineData(1, "681EDF34D206965E86B3E94F536E4246")]
    [InlineData(1_000_000, "595298C7C6FD271F0402F804C33D3F66")]
    public void Sm4_encrypts_as_the_standard_says(int times, string cipher)
    {
        var key = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
        var block = key.ToArray();

        Sm4.EncryptBlock(key, block, times);

        Assert.Equal(cipher, Convert.ToHexString(block));
    }

    [Fact]
    public void What_is_sealed_with_sm4_opens_with_its_key_and_not_when_a_bit_has_changed()
    {
        var key = RandomNumberGenerator.GetBytes(Sm4.KeyLength);
        var stored = Sm4.Seal(key, Message);
        var changed = stored.ToArray();
        changed[15] ^= 1;

        Assert.Equal(Message, Sm4.Open(key, stored));
        Assert.ThrowsAny<CryptographicException>(() => Sm4.Open(key, changed));
        Assert.ThrowsAny<CryptographicException>(() => Sm4.Open(RandomNumberGenerator.GetBytes(Sm4.KeyLength), stored));
        Assert.NotEqual(stored, Sm4.Seal(key, Message));
    }

    // ZA = SM3(length of the id in bits, id, a, b, G, public key); e = SM3(ZA, message).
    [Fact]
    public void The_signers_identity_is_hashed_as_the_standard_says()
    {
        const string curve = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC" + "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
            + "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7" + "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0";
        var za = Sm3.Hash([0, 128, .. Encoding.ASCII.GetBytes(Sm2.UsualId), .. Convert.FromHexString(curve + PublicX + PublicY)]);

        Assert.Equal(Za, Convert.ToHexString(za));
        Assert.Equal(E, Convert.ToHexString(Sm3.Hash([.. za, .. Message])));
    }

    [Fact]
    public void Sm2_signs_as_the_standard_says()
    {
        var signature = Sm2.Sign(Convert.FromHexString(Private), Message, Sm2.UsualId, new Fixed(Convert.FromHexString(K)));
        var numbers = ((Asn1Sequence)Asn1Object.FromByteArray(signature)).Select(number => ((DerInteger)number).Value).ToList();

        Assert.Equal([new BigInteger(R, 16), new BigInteger(S, 16)], numbers);
        Assert.Equal($"04{PublicX}{PublicY}", Convert.ToHexString(Sm2.PublicOf(Convert.FromHexString(Private))));
        Assert.True(Sm2.Verify(Convert.FromHexString($"04{PublicX}{PublicY}"), Message, signature));
    }

    [Fact]
    public void A_payload_is_from_whoever_signed_it_and_from_nobody_when_it_has_changed()
    {
        var (mine, known) = Sm2.NewKeys();
        var (_, another) = Sm2.NewKeys();
        var sent = SignedExchange.Of("""{"number":"豫A-1","fen":8000}""", mine);

        Assert.True(sent.IsFrom(known));
        Assert.False(sent.IsFrom(another));
        Assert.False((sent with { Payload = sent.Payload.Replace("8000", "9000", StringComparison.Ordinal) }).IsFrom(known));
        Assert.False((sent with { Signature = "bm8gc2lnbmF0dXJl" }).IsFrom(known));
        Assert.False((sent with { Signature = "?" }).IsFrom(known));
        Assert.False(sent.IsFrom([4, 1, 2, 3]));
        Assert.False(Sm2.Verify(known, Encoding.UTF8.GetBytes(sent.Payload), Convert.FromBase64String(sent.Signature), "ALICE123@YAHOO.COM"));
    }

    // Gives the standard's own number instead of chance.
    private sealed class Fixed(byte[] bytes) : SecureRandom
    {
        public override void NextBytes(byte[] buf) => bytes.CopyTo(buf, 0);

        public override void NextBytes(byte[] buf, int off, int len) => bytes.AsSpan(0, len).CopyTo(buf.AsSpan(off));

        public override void NextBytes(Span<byte> buffer) => bytes.AsSpan(0, buffer.Length).CopyTo(buffer);
    }
}
