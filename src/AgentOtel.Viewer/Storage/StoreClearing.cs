namespace AgentOtel.Viewer.Storage;

/// <summary>Deletes everything that was sent.</summary>
internal static class StoreClearing
{
    private static readonly string[] Tables =
    [
        "span_rows", "span_details", "log_rows", "log_details", "traces", "trace_facets", "points", "series", "instruments", "sums", "hour_sums", "faults",
        "decisions", "evaluations", "resources", "scopes",
    ];

    public static void Clear(StoreWriter writer)
    {
        foreach (var table in Tables)
        {
            StoreFile.Execute(writer.Connection, $"DELETE FROM {table}");
        }

        StoreFile.Execute(writer.Connection, """
            INSERT INTO span_text (span_text) VALUES ('delete-all');
            INSERT INTO log_text (log_text) VALUES ('delete-all');
            DELETE FROM error_groups WHERE state='open' AND note IS NULL;
            UPDATE error_groups SET count=0
            """);
        writer.Counts.Clear();
    }
}
