using AgentOtel.Cli.View;

namespace AgentOtel.Cli.Tests;

/// <summary>What is asked for on the command line is what the viewer runs with.</summary>
public sealed class ViewOptionsTests
{
    private static readonly ViewSettings Asked = new()
    {
        Files = [],
        Address = "127.0.0.2",
        Port = 1,
        GrpcPort = 2,
        HttpPort = 3,
        Token = "0123456789abcdef",
        AllowedHosts = ["agents.internal"],
        File = "kept.db",
        IsTemporary = false,
        MaxAge = "12h",
        MaxSize = "500MB",
        SaveFile = "saved.jsonl",
        IssueLink = "https://tracker.example/new?t={title}&b={body}",
    };

    [Fact]
    public void Read_EachOption_IsTheViewers()
    {
        List<string> errors = [];

        var options = ViewOptions.Read(Asked, errors);

        Assert.Empty(errors);
        Assert.NotNull(options);
        Assert.Equal(("127.0.0.2", 1, 2, 3), (options.Address, options.Port, options.GrpcPort, options.HttpPort));
        Assert.Equal(("0123456789abcdef", "agents.internal"), (options.Token, options.AllowedHosts.Single()));
        Assert.Equal(("kept.db", "saved.jsonl"), (options.File, options.SaveFile));
        Assert.Equal(500L << 20, options.MaxBytes);
        Assert.All([options.Traces, options.Logs, options.Metrics], signal => Assert.Equal(TimeSpan.FromHours(12), signal.MaxAge));
        Assert.Equal("https://tracker.example/new?t={title}&b={body}", options.IssueLink);
    }

    [Fact]
    public void Read_WithoutAFile_KeepsItInTheUsersFolderUnlessItIsTemporary()
    {
        var kept = ViewOptions.Read(Asked with { File = null }, []);
        var temporary = ViewOptions.Read(Asked with { File = null, IsTemporary = true }, []);

        Assert.EndsWith(Path.Combine("agentotel", "viewer.db"), kept!.File, StringComparison.Ordinal);
        Assert.Null(temporary!.File);
    }

    [Theory]
    [InlineData(null, 3650)]
    [InlineData("30d", 30)]
    public void Read_OfFiles_KeepsThemHoweverOldUnlessToldOtherwise(string? maxAge, int days)
    {
        var options = ViewOptions.Read(Asked with { Files = [typeof(ViewOptionsTests).Assembly.Location], MaxAge = maxAge }, []);

        Assert.All([options!.Traces, options.Logs, options.Metrics], signal => Assert.Equal(TimeSpan.FromDays(days), signal.MaxAge));
    }
}
