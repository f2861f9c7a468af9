using System.Diagnostics;
using System.IO.Compression;
using AgentOtel.Tests;

namespace AgentOtel.Architecture.Tests;

public sealed class PackageTests
{
    [Theory]
    [InlineData("AgentOtel")]
    [InlineData("AgentOtel.AspNetCore")]
    [InlineData("AgentOtel.Hosting")]
    [InlineData("AgentOtel.LogFiles")]
    [InlineData("AgentOtel.Viewer")]
    public async Task Pack_OfAProject_IsComplete(string package)
    {
        var folder = Directory.CreateTempSubdirectory();
        var start = new ProcessStartInfo(
            "dotnet",
            ["pack", Repository.Path("src", package), "-c", Repository.Configuration, "--no-build", "-o", folder.FullName, "-v", "q"])
        { RedirectStandardOutput = true };
        using var pack = Process.Start(start)!;
        var output = await pack.StandardOutput.ReadToEndAsync();
        await pack.WaitForExitAsync();
        Assert.True(pack.ExitCode == 0, output);

        var entries = Entries(folder, $"{package}.*.nupkg");
        Assert.Contains("README.md", entries.Keys);
        Assert.Contains($"lib/net10.0/{package}.dll", entries.Keys);
        Assert.Contains($"lib/net10.0/{package}.xml", entries.Keys);
        var specification = entries[$"{package}.nuspec"];
        Assert.Contains("<license type=\"expression\">Apache-2.0</license>", specification, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", specification, StringComparison.Ordinal);
        Assert.Contains("<description>", specification, StringComparison.Ordinal);
        Assert.Contains($"lib/net10.0/{package}.pdb", Entries(folder, $"{package}.*.snupkg").Keys);
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> Entries(DirectoryInfo folder, string pattern)
    {
        using var archive = ZipFile.OpenRead(folder.GetFiles(pattern).Single().FullName);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }
}
