namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Deletes resources and scopes that nothing held names any more. That takes a look at every row, so it waits until thousands have
/// come since: a sender whose resource is another each time does not fill the file with them.
/// </summary>
internal sealed class UnusedOrigins
{
    private const long Many = 5_000;

    private long? _swept;

    /// <summary>Whether something was deleted since the last sweep.</summary>
    public bool HasEvicted { get; set; }

    /// <summary>For the writer's thread, within its transaction.</summary>
    public void Sweep(StoreWriter writer)
    {
        _swept ??= Newest(writer);
        if (!HasEvicted || Newest(writer) - _swept < Many)
        {
            return;
        }

        StoreFile.Execute(writer.Connection, """
            DELETE FROM resources WHERE id NOT IN (SELECT resource FROM span_rows UNION SELECT resource FROM log_rows UNION SELECT resource FROM series);
            DELETE FROM scopes WHERE id NOT IN (SELECT scope FROM span_rows UNION SELECT scope FROM log_rows UNION SELECT scope FROM series)
            """);
        writer.ForgetOrigins();
        HasEvicted = false;
        _swept = Newest(writer);
    }

    private static long Newest(StoreWriter writer) =>
        StoreFile.Scalar(writer.Connection, "SELECT max(id) FROM resources") + StoreFile.Scalar(writer.Connection, "SELECT max(id) FROM scopes");
}
