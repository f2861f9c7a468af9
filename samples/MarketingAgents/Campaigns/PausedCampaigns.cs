using System.Text.Json;
using AgentOtel;

namespace MarketingAgents;

/// <summary>A campaign that waits for its approval.</summary>
internal sealed record PausedCampaign(PausedRun Run, string Copy);

/// <summary>Keeps paused campaigns in a folder, so that another process may carry them on.</summary>
internal sealed class PausedCampaigns
{
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("STATE_DIR") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Path.GetTempPath(), "agentotel-marketing-agents"));

    public async Task KeepAsync(PausedCampaign campaign, CancellationToken cancellationToken) =>
        await File.WriteAllTextAsync(PathOf(campaign.Run.RunId), JsonSerializer.Serialize(campaign), cancellationToken);

    /// <summary>Takes a campaign out, so that it is carried on once.</summary>
    public async Task<PausedCampaign?> TakeAsync(string runId, CancellationToken cancellationToken)
    {
        if (!runId.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        var taken = PathOf(runId) + ".taken";
        try
        {
            File.Move(PathOf(runId), taken);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        var json = await File.ReadAllTextAsync(taken, cancellationToken);
        File.Delete(taken);
        return JsonSerializer.Deserialize<PausedCampaign>(json);
    }

    private string PathOf(string runId) => Path.Combine(_folder.FullName, $"{runId}.json");
}
