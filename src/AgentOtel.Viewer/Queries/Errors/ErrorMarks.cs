using AgentOtel.Viewer.Storage;

namespace AgentOtel.Viewer.Queries;

/// <summary>Writes what a person says of a group of errors.</summary>
internal sealed class ErrorMarks(TelemetryStore store, TimeProvider time)
{
    public Task WriteAsync(string fingerprint, string state, string? note)
    {
        Sql update =
            $"""
            UPDATE error_groups SET state = {state}, note = {note}, state_changed = {Nanos.Of(time.GetUtcNow())}, came_back = 0
            WHERE fingerprint = {fingerprint}
            """;
        return store.ChangeAsync(writer =>
        {
            using var command = update.CommandOn(writer.Connection);
            command.ExecuteNonQuery();
        });
    }
}
