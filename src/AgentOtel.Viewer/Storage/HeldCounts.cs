using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// How many items are held and were evicted: kept in <c>meta</c> with each commit, since counting a million rows takes too long.
/// Changed by the writer's thread within its transaction; what is published may be read by any.
/// </summary>
internal sealed class HeldCounts : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _write;
    private ItemCounts _held;
    private ItemCounts _evicted;
    private volatile Published _published = new(default, default);

    public HeldCounts(SqliteConnection connection)
    {
        _connection = connection;
        _write = new Statement(connection, "INSERT INTO meta (key, value) VALUES (?,?) ON CONFLICT DO UPDATE SET value=excluded.value");
        Reload();
    }

    /// <summary>Within the transaction under way.</summary>
    public ItemCounts Current => _held;

    /// <summary>As of the last commit.</summary>
    public ItemCounts Held => _published.Held;

    /// <summary>Since the file was begun, as of the last commit.</summary>
    public ItemCounts Evicted => _published.Evicted;

    public void Add(ItemCounts added) => Write(_held + added, _evicted);

    /// <summary>Items that were deleted to keep the bounds.</summary>
    public void Evict(ItemCounts evicted) => Write(_held - evicted, _evicted + evicted);

    /// <summary>All was deleted.</summary>
    public void Clear() => Write(default, _evicted);

    public void Publish() => _published = new Published(_held, _evicted);

    /// <summary>Reads them again after a commit that failed.</summary>
    public void Reload()
    {
        _held = Read("held");
        _evicted = Read("evicted");
        Publish();
    }

    public void Dispose() => _write.Dispose();

    private void Write(ItemCounts held, ItemCounts evicted)
    {
        if (held != _held)
        {
            Write("held", held);
        }

        if (evicted != _evicted)
        {
            Write("evicted", evicted);
        }

        _held = held;
        _evicted = evicted;
    }

    private void Write(string key, in ItemCounts counts) => _write
        .Bind(key)
        .Bind(string.Create(CultureInfo.InvariantCulture, $"{counts.Traces} {counts.Spans} {counts.Logs} {counts.Points}"))
        .Run();

    private ItemCounts Read(string key)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE key=$key";
        command.Parameters.AddWithValue("$key", key);
        if (command.ExecuteScalar() is not string text)
        {
            return default;
        }

        var parts = text.Split(' ');
        return new ItemCounts(Number(parts[0]), Number(parts[1]), Number(parts[2]), Number(parts[3]));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Published(ItemCounts Held, ItemCounts Evicted);
}
