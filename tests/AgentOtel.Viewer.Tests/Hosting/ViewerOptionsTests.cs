using AgentOtel.Viewer.Hosting;

namespace AgentOtel.Viewer.Tests.Hosting;

public sealed class ViewerOptionsTests
{
    public static TheoryData<string, Action<ViewerOptions>> Wrong => new()
    {
        { "AgentOtel:Viewer:Address must be an IP address", options => options.Address = "everywhere" },
        { "AgentOtel:Viewer:Token must be set, since AgentOtel:Viewer:Address is 0.0.0.0", options => options.Address = "0.0.0.0" },
        { "AgentOtel:Viewer:Token must be at least 16 characters", options => options.Token = "short" },
        { "AgentOtel:Viewer:Port must be from 0 to 65535; it is 65536", options => options.Port = 65536 },
        { "AgentOtel:Viewer:GrpcPort must be from 0 to 65535; it is -1", options => options.GrpcPort = -1 },
        { "AgentOtel:Viewer:HttpPort must be another than the viewer's other ports; it is 4317", options => options.HttpPort = 4317 },
        { "AgentOtel:Viewer:Traces:MaxAge must be from 00:01:00", options => options.Traces.MaxAge = TimeSpan.Zero },
        { "AgentOtel:Viewer:Logs:MaxShare must be above 0, at most 1; it is 0", options => options.Logs.MaxShare = 0 },
        { "AgentOtel:Viewer:Metrics:MaxShare must be above 0, at most 1; it is 2", options => options.Metrics.MaxShare = 2 },
        { "AgentOtel:Viewer:MaxBytes must be 16777216 or more; it is 1", options => options.MaxBytes = 1 },
        { "AgentOtel:Viewer:SaveFileMaxBytes must be 1048576 or more; it is 1", options => options.SaveFileMaxBytes = 1 },
        { "AgentOtel:Viewer:MaxRequestBytes must be from 65536", options => options.MaxRequestBytes = 1 },
        { "AgentOtel:Viewer:MaxQueuedBytes must be at least MaxRequestBytes; it is 1", options => options.MaxQueuedBytes = 1 },
        { "AgentOtel:Viewer:MaxConnections must be 1 or more; it is 0", options => options.MaxConnections = 0 },
        { "AgentOtel:Viewer:MaxRequestsPerSecond must be 1 or more; it is 0", options => options.MaxRequestsPerSecond = 0 },
        { "AgentOtel:Viewer:File must be a file's path, or absent", options => options.File = "" },
        { "AgentOtel:Viewer:SaveFile must be a file's path, or absent", options => options.SaveFile = "" },
        { "AgentOtel:Viewer:IssueLink must be an https address", options => options.IssueLink = "javascript:alert({title}{body})" },
        { "AgentOtel:Viewer:AllowedHosts:0 must be a host's name", options => options.AllowedHosts.Add("http://agents") },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_OfAWrongValue_NamesItsKey(string message, Action<ViewerOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var options = new ViewerOptions();
        change(options);

        var failures = new ViewerOptionsValidator().Validate(null, options).Failures!;

        Assert.Contains(failures, failure => failure.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_OfTheDefaults_FindsNothing() =>
        Assert.Null(new ViewerOptionsValidator().Validate(null, new ViewerOptions()).Failures);
}
