using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgentOtel.Viewer;
using AgentOtel.Viewer.Files;
using AgentOtel.Viewer.Hosting;
using AgentOtel.Viewer.Storage;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Cli.View;

/// <summary>Runs the viewer until it is told to end.</summary>
internal static class ViewRun
{
    /// <summary>The longest line of a file: what a request may bring.</summary>
    private const int MaxLineBytes = 256 << 20;

    public static async Task<int> RunAsync(ViewSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        List<string> errors = [];
        if (ViewOptions.Read(settings, errors) is not { } options)
        {
            errors.ForEach(error.WriteLine);
            return ExitCodes.Usage;
        }

        var ports = ViewerPorts.Of(options);
        var taken = ports.Taken(IPAddress.Parse(options.Address));
        foreach (var (port, key) in taken)
        {
            await error.WriteLineAsync(
                $"Port {port} is taken, by another viewer perhaps. Give another with {ViewOptions.OptionOf(key)}, or 0 for a free one.")
                    .ConfigureAwait(false);
        }

        if (taken.Count > 0)
        {
            return ExitCodes.Failure;
        }

        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new ErrorLines(error)));
        try
        {
            if (options.File == ViewFile.Default)
            {
                ViewFile.Prepare();
            }

            var server = await ViewerServer.StartAsync(
                options, ports, loggers, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                await OpenAsync(settings.Files, server.Store, output, error, cancellationToken).ConfigureAwait(false);
                Welcome(server, options, output);
                await EndAsync(cancellationToken).ConfigureAwait(false);
            }

            return ExitCodes.Success;
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException or SocketException)
        {
            var message = exception is SocketException
                ? $"{options.Address} cannot be listened on: {exception.Message}. Give another with --address, or other ports."
                : exception.Message;
            await error.WriteLineAsync(message).ConfigureAwait(false);
            return ExitCodes.Failure;
        }
    }

    private static async Task OpenAsync(
        IReadOnlyList<string> files, TelemetryStore store, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var stream = File.OpenRead(file);
            await using (stream.ConfigureAwait(false))
            {
                var result = await TelemetryFile.ReadAsync(
                    stream, store.WriteAsync, MaxLineBytes, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                await output.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file}: {result.Spans} spans, {result.Logs} logs, {result.Points} points")).ConfigureAwait(false);
                if (result.RejectedLines > 0)
                {
                    await error.WriteLineAsync(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{file}: {result.RejectedLines} lines left out; the first: {Printable(result.FirstRejection!)}"))
                                .ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>What a file holds may be shown, and must not command the terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(static letter => char.IsControl(letter) ? '\uFFFD' : letter));

    private static void Welcome(ViewerServer server, ViewerOptions options, TextWriter output)
    {
        var page = options.Token is null ? server.Page.ToString() : $"{server.Page}?token=…";
        output.WriteLine();
        output.WriteLine($"  The page     {page}");
        output.WriteLine($"  OTLP/gRPC    {server.Grpc.ToString().TrimEnd('/')}");
        output.WriteLine($"  OTLP/HTTP    {server.Http.ToString().TrimEnd('/')}");
        output.WriteLine($"  Kept in      {options.File ?? "a temporary file, gone when this ends"}");
        output.WriteLine();
        output.WriteLine(
            $"  Send to it:  OTEL_EXPORTER_OTLP_ENDPOINT={server.Http.ToString().TrimEnd('/')} OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        if (options.Token is not null)
        {
            output.WriteLine("               OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20…");
        }

        output.WriteLine("  End it:      Ctrl+C");
        output.WriteLine();
    }

    private static async Task EndAsync(CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource();
        using (cancellationToken.Register(end.SetResult))
        {
            await end.Task.ConfigureAwait(false);
        }
    }
}
