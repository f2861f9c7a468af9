using AgentOtel.Viewer.Files;
using AgentOtel.Viewer.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Api;

/// <summary>Files of telemetry.</summary>
internal static class FileEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/files", Open).WithTags("Viewer").WithMetadata(new FileSize());

    /// <summary>Opens a file: takes in OTLP JSON lines, as the viewer saves them and the Collector's file exporter writes them.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the reading; what was taken in stays.</param>
    /// <param name="file">The file, as it is.</param>
    /// <response code="200">What it brought.</response>
    internal static async Task<FileResult> Open(Stream file, TelemetryStore store, ViewerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var counts = await TelemetryFile.ReadAsync(file, store.WriteAsync, options.MaxRequestBytes, time, cancellationToken).ConfigureAwait(false);
        return new FileResult(counts.Spans, counts.Logs, counts.Points, counts.RejectedLines, counts.FirstRejection, counts.RejectedItems);
    }

    /// <summary>A file is read line by line and may be larger than any request of a sender.</summary>
    private sealed class FileSize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 4L << 30;
    }
}
