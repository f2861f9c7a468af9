using AgentOtel.Viewer;
using AgentOtel.Viewer.Hosting;

namespace AgentOtel.Cli.View;

/// <summary>The viewer's options as the command line gives them, and its errors in the command line's words.</summary>
internal static class ViewOptions
{
    private static readonly (string Key, string Option)[] Names =
    [
        (nameof(ViewerOptions.Address), "--address"),
        (nameof(ViewerOptions.GrpcPort), "--grpc-port"),
        (nameof(ViewerOptions.HttpPort), "--http-port"),
        (nameof(ViewerOptions.Port), "--port"),
        (nameof(ViewerOptions.Token), "--token"),
        (nameof(ViewerOptions.AllowedHosts), "--allowed-host"),
        (nameof(ViewerOptions.File), "--file"),
        (nameof(ViewerOptions.MaxBytes), "--max-size"),
        (nameof(ViewerOptions.SaveFile), "--save"),
        (nameof(ViewerOptions.IssueLink), "--issue-link"),
    ];

    public const string DefaultAge = "7d";

    public static ViewerOptions? Read(ViewSettings settings, List<string> errors)
    {
        var options = new ViewerOptions
        {
            Address = settings.Address,
            Port = settings.Port,
            GrpcPort = settings.GrpcPort,
            HttpPort = settings.HttpPort,
            Token = settings.Token,
            File = settings.IsTemporary || settings.Files.Count > 0 ? settings.File : settings.File ?? ViewFile.Default,
            SaveFile = settings.SaveFile,
            IssueLink = settings.IssueLink,
            Pricer = CallPrices.Price,
        };
        foreach (var host in settings.AllowedHosts)
        {
            options.AllowedHosts.Add(host);
        }

        if (Quantities.TrySize(settings.MaxSize, out var size))
        {
            options.MaxBytes = size;
        }
        else
        {
            errors.Add($"--max-size must be a size such as 500MB or 4GB; it is {settings.MaxSize}.");
        }

        if (settings is { Files.Count: > 0, MaxAge: null })
        {
            // What is in a file may be of long ago.
            options.Traces.MaxAge = options.Logs.MaxAge = options.Metrics.MaxAge = TimeSpan.FromDays(3650);
        }
        else if (Quantities.TryTime(settings.MaxAge ?? DefaultAge, out var age))
        {
            options.Traces.MaxAge = options.Logs.MaxAge = options.Metrics.MaxAge = age;
        }
        else
        {
            errors.Add($"--max-age must be a time such as 90m, 12h or 7d; it is {settings.MaxAge}.");
        }

        if (settings.IsTemporary && settings.File is not null)
        {
            errors.Add("--temporary keeps nothing and --file names where to keep it: give one of them.");
        }

        errors.AddRange(settings.Files.Where(file => !File.Exists(file)).Select(file => $"{file} is not there."));
        errors.AddRange((new ViewerOptionsValidator().Validate(null, options).Failures ?? []).Select(InWords));
        return errors.Count == 0 ? options : null;
    }

    public static string OptionOf(string key) => Names.First(name => name.Key == key).Option;

    private static string InWords(string failure)
    {
        foreach (var (key, option) in Names)
        {
            failure = failure.Replace($"{ViewerOptions.Section}:{key}", option, StringComparison.Ordinal);
        }

        return failure;
    }
}
