using System.Security.Cryptography;
using System.Text;

namespace AgentOtel;

/// <summary>A hash that stands for a value: equal for equal values, and of no use without the key. Thread-safe.</summary>
/// <param name="key">The key; one of this process alone where absent.</param>
internal sealed class KeyedHash(string? key)
{
    private readonly byte[] _key = key is null ? RandomNumberGenerator.GetBytes(32) : Encoding.UTF8.GetBytes(key);

    /// <summary>16 bytes of HMAC-SHA256, in hexadecimal.</summary>
    public string Of(string value)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(value), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
