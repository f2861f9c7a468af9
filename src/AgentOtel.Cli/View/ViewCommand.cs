using System.CommandLine;

namespace AgentOtel.Cli.View;

/// <summary><c>agentotel view</c>: its options and what it says of them.</summary>
internal static class ViewCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            Description =
                "OTLP JSON lines to open, as --save or a Collector's file exporter writes them. They are shown apart from what is kept.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var address = new Option<string>("--address")
        {
            Description = "The IP address to listen on. Another than loopback needs --token.",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        var port = Port("--port", "The page's port; 0 takes a free one.", 18888);
        var grpcPort = Port("--grpc-port", "The port of OTLP/gRPC; 0 takes a free one.", 4317);
        var httpPort = Port("--http-port", "The port of OTLP/HTTP; 0 takes a free one.", 4318);
        var token = new Option<string?>("--token")
        {
            Description =
                "What the page and senders must show, at least 16 characters. AGENTOTEL_VIEWER_TOKEN does the same, unseen by others on "
                    + "this machine.",
        };
        var allowedHosts = new Option<string[]>("--allowed-host")
        {
            Description = "A host name to answer under, beside localhost and IP addresses.",
        };
        var file = new Option<string?>("--file") { Description = $"The SQLite file to keep it in. Default: {ViewFile.Default}" };
        var temporary = new Option<bool>("--temporary") { Description = "Keep nothing over the end." };
        var maxAge = new Option<string>("--max-age")
        {
            Description = "How long everything is kept, such as 12h or 30d.",
            DefaultValueFactory = _ => ViewOptions.DefaultAge,
        };
        var maxSize = new Option<string>("--max-size")
        {
            Description = "The most that the file takes, such as 500MB or 10GB. The oldest goes first.",
            DefaultValueFactory = _ => "4GB",
        };
        var save = new Option<string?>("--save") { Description = "Append what arrives to this file as OTLP JSON lines." };
        var issueLink = new Option<string?>("--issue-link")
        {
            Description = "The address that opens a new issue for a group of errors, with {title} and {body} in it.",
        };

        var command = new Command("view", "Take OTLP from agents in any language, keep it, and show it in the browser.")
        {
            files, address, port, grpcPort, httpPort, token, allowedHosts, file, temporary, maxAge, maxSize, save, issueLink,
        };
        command.SetAction((parsed, cancellationToken) => ViewRun.RunAsync(
            new ViewSettings
            {
                Files = parsed.GetValue(files) ?? [],
                Address = parsed.GetValue(address)!,
                Port = parsed.GetValue(port),
                GrpcPort = PortOf(parsed, grpcPort, files),
                HttpPort = PortOf(parsed, httpPort, files),
                Token = parsed.GetValue(token) ?? Environment.GetEnvironmentVariable("AGENTOTEL_VIEWER_TOKEN"),
                AllowedHosts = parsed.GetValue(allowedHosts) ?? [],
                File = parsed.GetValue(file),
                IsTemporary = parsed.GetValue(temporary),
                MaxAge = parsed.GetResult(maxAge) is { Implicit: false } ? parsed.GetValue(maxAge) : null,
                MaxSize = parsed.GetValue(maxSize)!,
                SaveFile = parsed.GetValue(save),
                IssueLink = parsed.GetValue(issueLink),
            },
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static Option<int> Port(string name, string description, int port) =>
        new(name) { Description = description, DefaultValueFactory = _ => port };

    /// <summary>Opening files needs no receiver, so another viewer that takes telemetry is no hindrance.</summary>
    private static int PortOf(ParseResult parsed, Option<int> port, Argument<string[]> files) =>
        parsed.GetValue(files) is { Length: > 0 } && parsed.GetResult(port) is null or { Implicit: true } ? 0 : parsed.GetValue(port);
}
