using System.Net;
using Microsoft.Extensions.Options;

namespace AgentOtel.Viewer.Hosting;

/// <summary>Says everything that is wrong at once, each with the key to set.</summary>
internal sealed class ViewerOptionsValidator : IValidateOptions<ViewerOptions>
{
    private const int MinTokenLength = 16;
    private const long Mebibyte = 1 << 20;

    public ValidateOptionsResult Validate(string? name, ViewerOptions options)
    {
        List<string> errors = [];
        var isAddress = IPAddress.TryParse(options.Address, out var address);
        Check(isAddress, nameof(options.Address), "an IP address such as 127.0.0.1 or 0.0.0.0", options.Address);
        Check(options.Token is null or { Length: >= MinTokenLength }, nameof(options.Token), $"at least {MinTokenLength} characters", "a shorter one");
        if (isAddress && !IPAddress.IsLoopback(address!) && options.Token is null)
        {
            errors.Add($"{ViewerOptions.Section}:{nameof(options.Token)} must be set, since {ViewerOptions.Section}:{nameof(options.Address)} is {options.Address}: whoever reaches that address could read what agents said. Set a token of at least {MinTokenLength} characters, or listen on 127.0.0.1.");
        }

        CheckPorts(options);
        CheckRetention(options.Traces, nameof(options.Traces));
        CheckRetention(options.Logs, nameof(options.Logs));
        CheckRetention(options.Metrics, nameof(options.Metrics));
        Check(options.MaxBytes >= 16 * Mebibyte, nameof(options.MaxBytes), "16777216 or more", options.MaxBytes);
        Check(options.SaveFileMaxBytes >= Mebibyte, nameof(options.SaveFileMaxBytes), "1048576 or more", options.SaveFileMaxBytes);
        Check(options.MaxRequestBytes is >= 64 * 1024 and <= 256 << 20, nameof(options.MaxRequestBytes), "from 65536 to 268435456", options.MaxRequestBytes);
        Check(options.MaxQueuedBytes >= options.MaxRequestBytes, nameof(options.MaxQueuedBytes), $"at least {nameof(options.MaxRequestBytes)}", options.MaxQueuedBytes);
        Check(options.MaxConnections >= 1, nameof(options.MaxConnections), "1 or more", options.MaxConnections);
        Check(options.MaxRequestsPerSecond >= 1, nameof(options.MaxRequestsPerSecond), "1 or more", options.MaxRequestsPerSecond);
        Check(options.File is null or { Length: > 0 }, nameof(options.File), "a file's path, or absent", "");
        Check(options.SaveFile is null or { Length: > 0 }, nameof(options.SaveFile), "a file's path, or absent", "");
        Check(IsIssueLink(options.IssueLink), nameof(options.IssueLink), "an https address with {title} and {body} in it", options.IssueLink);
        for (var i = 0; i < options.AllowedHosts.Count; i++)
        {
            Check(Uri.CheckHostName(options.AllowedHosts[i]) is not UriHostNameType.Unknown, $"{nameof(options.AllowedHosts)}:{i}", "a host's name without scheme and port", options.AllowedHosts[i]);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool isRight, string key, string expected, object? actual)
        {
            if (!isRight)
            {
                errors.Add($"{ViewerOptions.Section}:{key} must be {expected}; it is {actual}.");
            }
        }

        void CheckPorts(ViewerOptions options)
        {
            (string Key, int Port)[] ports =
            [
                (nameof(options.Port), options.Port), (nameof(options.GrpcPort), options.GrpcPort), (nameof(options.HttpPort), options.HttpPort),
            ];
            foreach (var (key, port) in ports)
            {
                Check(port is >= 0 and <= IPEndPoint.MaxPort, key, "from 0 to 65535", port);
                Check(port == 0 || ports.Count(other => other.Port == port) == 1, key, "another than the viewer's other ports", port);
            }
        }

        void CheckRetention(RetentionOptions retention, string key)
        {
            Check(retention.MaxAge >= TimeSpan.FromMinutes(1) && retention.MaxAge <= TimeSpan.FromDays(3650), $"{key}:{nameof(retention.MaxAge)}", "from 00:01:00 to 3650.00:00:00", retention.MaxAge);
            Check(retention.MaxShare is > 0 and <= 1, $"{key}:{nameof(retention.MaxShare)}", "above 0, at most 1", retention.MaxShare);
        }
    }

    private static bool IsIssueLink(string? link) => link is null
        || (link.StartsWith("https://", StringComparison.Ordinal)
            && link.Contains("{title}", StringComparison.Ordinal)
            && link.Contains("{body}", StringComparison.Ordinal));
}
