using AgentOtel;
using OpenAI.Chat;

namespace MarketingAgents;

/// <summary>A team: it plans, calls its tools, and writes up what it found.</summary>
internal sealed class TeamAgent(AgentTelemetry telemetry, ModelClient models, Toolbox tools, BrandKnowledge knowledge)
{
    public static IReadOnlyList<string> Teams { get; } = ["research", "copy", "social", "analytics"];

    public Task<string> RunAsync(string team, string brief, CancellationToken cancellationToken)
    {
        var agent = telemetry.StartAgent(new AgentStart(team) { Description = $"The {team} team of a marketing department" });
        return agent.RunAsync(async () =>
        {
            agent.SetInput(brief);
            List<ChatMessage> messages =
            [
                new SystemChatMessage($"You are the {team} team of a marketing department."), new UserChatMessage(brief),
            ];
            if (team == "research")
            {
                messages.Insert(1, new SystemChatMessage(await knowledge.FindAsync(brief, cancellationToken)));
            }

            await PlanAsync(team, messages, cancellationToken);
            await UseToolsAsync(team, messages, cancellationToken);
            var text = await models.StreamAsync(team, messages, cancellationToken);
            agent.SetOutput(text);
            return text;
        });
    }

    private Task<int> PlanAsync(
        string team, List<ChatMessage> messages, CancellationToken cancellationToken) => telemetry.StartPlan().RunAsync(async () =>
    {
        var plan = await models.ChatAsync(
            team,
            [.. messages, new UserChatMessage("Plan your work in a few steps.")],
            new ChatCompletionOptions { Temperature = 0.2f },
            cancellationToken);
        messages.Add(new AssistantChatMessage(plan.Content[0].Text));
        return messages.Count;
    });

    private async Task UseToolsAsync(string team, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var options = new ChatCompletionOptions();
        foreach (var tool in tools.For(team))
        {
            options.Tools.Add(tool);
        }

        var answer = await models.ChatAsync(team, messages, options, cancellationToken);
        if (answer.ToolCalls.Count == 0)
        {
            return;
        }

        messages.Add(new AssistantChatMessage(answer));
        var results = await Task.WhenAll(answer.ToolCalls.Select(async call =>
            new ToolChatMessage(call.Id, await tools.CallAsync(call, cancellationToken))));
        messages.AddRange(results);
    }
}
