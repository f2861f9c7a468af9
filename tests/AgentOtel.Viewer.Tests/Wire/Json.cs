using System.Buffers;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Wire;

internal static class Json
{
    /// <summary>A batch of one signal as OTLP JSON.</summary>
    public static ReadOnlyMemory<byte> Of(TelemetryBatch batch)
    {
        var output = new ArrayBufferWriter<byte>();
        if (batch.Spans.Count > 0)
        {
            JsonWriter.Traces(output, batch.Spans);
        }
        else if (batch.Logs.Count > 0)
        {
            JsonWriter.Logs(output, batch.Logs);
        }
        else
        {
            JsonWriter.Metrics(output, batch.Metrics);
        }

        return output.WrittenMemory;
    }
}
