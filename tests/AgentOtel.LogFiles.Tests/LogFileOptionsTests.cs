using AgentOtel.Hosting.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgentOtel.LogFiles.Tests;

public sealed class LogFileOptionsTests
{
    [Fact]
    public void Options_InTheConfiguration_AreAllRead()
    {
        var builder = TestHost.Builder(
            null,
            ("AgentOtel:Logs:File:Folder", "a"),
            ("AgentOtel:Logs:File:Name", "b"),
            ("AgentOtel:Logs:File:MaxFileBytes", "2000"),
            ("AgentOtel:Logs:File:KeptFiles", "3"),
            ("AgentOtel:Logs:File:ArchiveFolder", "c"),
            ("AgentOtel:Logs:File:ArchiveFor", "04:00:00"),
            ("AgentOtel:Logs:File:MaxTotalBytes", "5000"),
            ("AgentOtel:Logs:File:QueueSize", "6"));
        builder.AddAgentOtelLogFiles().AddAgentOtel();
        using var host = builder.Build();

        var options = host.Services.GetRequiredService<IOptions<LogFileOptions>>().Value;

        Assert.Equal(("a", "b", 2000L, 3), (options.Folder, options.Name, options.MaxFileBytes, options.KeptFiles));
        Assert.Equal(
            ("c", TimeSpan.FromHours(4), 5000L, 6), (options.ArchiveFolder, options.ArchiveFor, options.MaxTotalBytes, options.QueueSize));
    }

    [Fact]
    public void Options_ThatAreWrong_StopTheStartAndAreAllNamed()
    {
        var builder = TestHost.Builder(
            null,
            ("AgentOtel:Logs:File:Folder", ""),
            ("AgentOtel:Logs:File:Name", "a/b"),
            ("AgentOtel:Logs:File:MaxFileBytes", "1000"),
            ("AgentOtel:Logs:File:KeptFiles", "0"),
            ("AgentOtel:Logs:File:ArchiveFolder", ""),
            ("AgentOtel:Logs:File:ArchiveFor", "-00:00:01"),
            ("AgentOtel:Logs:File:MaxTotalBytes", "999"),
            ("AgentOtel:Logs:File:QueueSize", "0"));
        builder.AddAgentOtelLogFiles().AddAgentOtel();
        using var host = builder.Build();

        var error = Assert.Throws<OptionsValidationException>(host.Start);

        Assert.Equal(
            [
                "AgentOtel:Logs:File:Folder must be a folder, or absent; it is empty.",
                "AgentOtel:Logs:File:Name must be a part of a file's name; it is a/b.",
                "AgentOtel:Logs:File:MaxFileBytes must be 1024 or more; it is 1000.",
                "AgentOtel:Logs:File:KeptFiles must be 1 or more; it is 0.",
                "AgentOtel:Logs:File:ArchiveFolder must be a folder, or absent; it is empty.",
                "AgentOtel:Logs:File:ArchiveFor must be a time, such as 30.00:00:00; it is -00:00:01.",
                "AgentOtel:Logs:File:MaxTotalBytes must be MaxFileBytes or more; it is 999.",
                "AgentOtel:Logs:File:QueueSize must be 1 or more; it is 0.",
            ],
            error.Failures);
    }
}
