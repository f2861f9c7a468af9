using System.Security.Cryptography;
using System.Text;

namespace AgentOtel;

/// <summary>How a user appears in telemetry: by id if switched on, and by a keyed hash that cannot be turned round.</summary>
internal sealed class UserIdentity(bool recordId, string? key)
{
    private readonly byte[] _key = key is null ? RandomNumberGenerator.GetBytes(32) : Encoding.UTF8.GetBytes(key);

    public bool RecordId { get; } = recordId;

    public string Hash(string userId)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(userId), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
