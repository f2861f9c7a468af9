using System.Diagnostics;
using System.IO.Compression;
using AgentOtel.Tests;

namespace AgentOtel.Cli.Tests;

/// <summary>What is handed to others: a .NET tool, and one folder that needs no .NET.</summary>
public sealed class PublishTests
{
    [Fact]
    public async Task Pack_OfTheTool_HasItsCommand()
    {
        var folder = Directory.CreateTempSubdirectory();
        await DotnetAsync("pack", Project, "-c", Repository.Configuration, "--no-build", "-o", folder.FullName);

        using var package = await ZipFile.OpenReadAsync(folder.GetFiles("AgentOtel.Cli.*.nupkg").Single().FullName);
        using var settings = new StreamReader(await package.Entries.Single(entry => entry.Name == "DotnetToolSettings.xml").OpenAsync());

        Assert.Contains("Name=\"agentotel\" EntryPoint=\"AgentOtel.Cli.dll\"", await settings.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Contains(package.Entries, entry => entry.Name == "README.md");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Publish_TrimmedAndSelfContained_WarnsOfNothingAndShowsWhatIsSent()
    {
        var folder = Directory.CreateTempSubdirectory();
        var intermediate = Path.Combine(folder.FullName, "obj") + Path.DirectorySeparatorChar;
        var output = await DotnetAsync(
            "publish",
            Project,
            "-c",
            "Release",
            "-r",
            "linux-x64",
            "--self-contained",
            "-p:PublishTrimmed=true",
            "-p:TreatWarningsAsErrors=false",
            "-o", Path.Combine(folder.FullName, "out"), "--artifacts-path", intermediate);
        await using var agentotel = AgentotelProcess.StartProgram(
            Path.Combine(folder.FullName, "out", "agentotel"), ["view", "--port", "0", "--grpc-port", "0", "--http-port", "0"]);

        var trace = await agentotel.SendAndShowAsync();
        await agentotel.TerminateAsync();

        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("chat gpt-4.1", trace.GetProperty("name").GetString());
        folder.Delete(recursive: true);
    }

    private static string Project => Repository.Path("src", "AgentOtel.Cli");

    private static async Task<string> DotnetAsync(params string[] arguments)
    {
        using var dotnet = Process.Start(
            new ProcessStartInfo("dotnet", [.. arguments, "-v", "minimal", "--nologo"]) { RedirectStandardOutput = true })!;
        var output = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        Assert.True(dotnet.ExitCode == 0, output);
        return output;
    }
}
