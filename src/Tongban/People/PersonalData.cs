using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tongban.People;

/// <summary>
/// Seals identity numbers, phones and addresses: AES-GCM with a versioned key kept outside the database, and a
/// keyed hash for looking a person up exactly. 个人信息保护法 §51: encryption and de-identification.
/// </summary>
public sealed class PersonalData
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MostWaits = 200;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);
    private readonly IReadOnlyDictionary<int, byte[]> keys;
    private readonly byte[] hashKey;
    private readonly int current;

    private PersonalData(KeyRing ring)
    {
        keys = ring.Keys.ToDictionary(key => key.Key, key => Convert.FromBase64String(key.Value));
        hashKey = Convert.FromBase64String(ring.HashKey);
        current = keys.Keys.Max();
    }

    /// <summary>Reads the key file, and makes it, readable by its owner only, when there is none.</summary>
    public static PersonalData FromKeyFile(string file)
    {
        if (!File.Exists(file))
        {
            Make(file);
        }

        return new PersonalData(JsonSerializer.Deserialize<KeyRing>(File.ReadAllText(file))!);
    }

    /// <summary>Encrypted and hashed, ready to be stored. The hash depends on the kind, so that equal texts of two kinds do not meet.</summary>
    public Sealed Seal(string kind, string plain) => new(Encrypt(plain), Hash(kind, plain));

    /// <summary>The hash under which an exact look-up finds it.</summary>
    public string Hash(string kind, string plain) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes($"{kind}:{plain}")));

    public string Open(Sealed stored) => Decrypt(stored.Cipher);

    private string Encrypt(string plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var text = Encoding.UTF8.GetBytes(plain);
        var cipher = new byte[text.Length];
        var tag = new byte[TagSize];
        using var aes = new AesGcm(keys[current], TagSize);
        aes.Encrypt(nonce, text, cipher, tag);
        return $"{current}.{Convert.ToBase64String([.. nonce, .. tag, .. cipher])}";
    }

    private string Decrypt(string stored)
    {
        var dot = stored.IndexOf('.', StringComparison.Ordinal);
        var bytes = Convert.FromBase64String(stored[(dot + 1)..]);
        var plain = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(keys[int.Parse(stored[..dot], null)], TagSize);
        aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize + TagSize), bytes.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }

    // Of nodes that start at once on one folder, one makes the keys and all read them. A file that only one can create
    // is the claim to that; on a shared disk too, where a look whether something is there would prove nothing.
    private static void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var claim = $"{file}.making";
        for (var left = MostWaits; !File.Exists(file); left--)
        {
            if (left == 0)
            {
                throw new IOException($"{claim} is left from a start that was cut off: delete it and start again.");
            }

            if (!IsMade(file, claim))
            {
                Thread.Sleep(Wait);
            }
        }
    }

    private static bool IsMade(string file, string claim)
    {
        try
        {
            using var mine = new FileStream(claim, FileMode.CreateNew);
        }
        catch (IOException) when (Directory.Exists(Path.GetDirectoryName(claim)))
        {
            return false;
        }

        if (!File.Exists(file))
        {
            Write(KeyRing.New(), $"{file}.part");
            File.Move($"{file}.part", file);
        }

        File.Delete(claim);
        return true;
    }

    // On the disk before anything is sealed with it, and readable by its owner only from the first byte on.
    private static void Write(KeyRing keys, string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, keys);
        stream.Flush(flushToDisk: true);
    }

    private sealed record KeyRing(Dictionary<int, string> Keys, string HashKey)
    {
        public static KeyRing New() => new(new() { [1] = Random(32) }, Random(32));

        private static string Random(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));
    }
}
