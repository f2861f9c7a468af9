namespace AgentOtel;

/// <summary>How a user appears in telemetry: by id if switched on, and by a keyed hash that cannot be turned round.</summary>
internal sealed class UserIdentity(bool recordId, string? key)
{
    private readonly KeyedHash _hash = new(key);

    public bool RecordId { get; } = recordId;

    public string Hash(string userId) => _hash.Of(userId);
}
