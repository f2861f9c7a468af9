using AgentOtel;

namespace MarketingAgents;

/// <summary>A campaign from its brief to its publication.</summary>
internal sealed class CampaignWorkflow(
    AgentTelemetry telemetry,
    ExecutiveAgent executive,
    PausedCampaigns paused,
    Publisher publisher,
    MarketingMetrics metrics,
    TimeProvider time)
{
    private static readonly TimeSpan ReviewTime = TimeSpan.FromMilliseconds(100);

    public Task<CampaignResult> RunAsync(CampaignRequest request, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var run = telemetry.StartWorkflow(new WorkflowStart("campaign")
        {
            UserId = request.User,
            Tenant = request.Tenant,
            ConversationId = request.Conversation,
        });
        return run.RunAsync(async () =>
        {
            run.SetInput(request.Brief);
            var copy = await executive.RunAsync(request.Brief!, cancellationToken);
            run.SetOutput(copy);
            if (request.Approval == "manual")
            {
                await paused.KeepAsync(new PausedCampaign(run.Pause("approval"), copy), cancellationToken);
                return new CampaignResult(run.RunId, "paused", copy);
            }

            return await ReviewAsync(run.RunId, copy, startedAt, cancellationToken);
        });
    }

    public Task<CampaignResult> ResumeAsync(PausedCampaign campaign, bool isApproved, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var run = telemetry.ResumeWorkflow(campaign.Run);
        return run.RunAsync(() => AnsweredAsync(run.RunId, campaign.Copy, isApproved, startedAt, cancellationToken));
    }

    /// <summary>Stands in for a person: thinks for a moment, and turns down what is short.</summary>
    private async Task<CampaignResult> ReviewAsync(string runId, string copy, long startedAt, CancellationToken cancellationToken)
    {
        var isApproved = copy.Length > 120;
        using (var approval = telemetry.RequestApproval("publication"))
        {
            await Task.Delay(ReviewTime, time, cancellationToken);
            if (isApproved)
            {
                approval.Approve();
            }
            else
            {
                approval.Reject();
            }
        }

        return await AnsweredAsync(runId, copy, isApproved, startedAt, cancellationToken);
    }

    private async Task<CampaignResult> AnsweredAsync(
        string runId, string copy, bool isApproved, long startedAt, CancellationToken cancellationToken)
    {
        metrics.Reviewed(isApproved ? "approved" : "rejected");
        if (!isApproved)
        {
            return new CampaignResult(runId, "rejected", copy);
        }

        using (metrics.StartPublishing())
        {
            await publisher.PublishAsync(new Publication(runId, copy), cancellationToken);
        }

        metrics.Published(time.GetElapsedTime(startedAt));
        return new CampaignResult(runId, "published", copy);
    }
}
