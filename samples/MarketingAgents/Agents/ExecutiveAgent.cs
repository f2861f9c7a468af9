using System.Text.Json;
using AgentOtel;
using OpenAI.Chat;

namespace MarketingAgents;

/// <summary>Reads the brief, chooses the teams, lets them work and puts the campaign together.</summary>
internal sealed class ExecutiveAgent(AgentTelemetry telemetry, ModelClient models, TeamAgent teams)
{
    private static readonly ChatResponseFormat RouteFormat = ChatResponseFormat.CreateJsonSchemaFormat("route", BinaryData.FromString("""
        {
          "type": "object",
          "properties": {
            "focus": { "type": "string", "enum": ["copy", "social"] },
            "confidence": { "type": "number", "minimum": 0, "maximum": 1 }
          },
          "required": ["focus", "confidence"]
        }
        """));

    public Task<string> RunAsync(string brief, CancellationToken cancellationToken)
    {
        var executive = telemetry.StartAgent("executive");
        return executive.RunAsync(async () =>
        {
            var focus = await TaskAttempts.RunAsync(telemetry, "route", () => RouteAsync(brief, cancellationToken), cancellationToken);
            var groundwork = await Task.WhenAll(
                ((string[])["research", "analytics"]).Select(team => TeamAsync(team, brief, executive, cancellationToken)));
            var copy = await TeamAsync(focus, $"{brief}\n\n{string.Join("\n\n", groundwork)}", executive, cancellationToken);
            Evaluate(copy, brief);
            return copy;
        });
    }

    private Task<string> TeamAsync(string team, string brief, AgentInvocation executive, CancellationToken cancellationToken) =>
        TaskAttempts.RunAsync(telemetry, team, () => teams.RunAsync(team, brief, cancellationToken), cancellationToken, executive);

    private Task<string> RouteAsync(string brief, CancellationToken cancellationToken) => telemetry.StartPlan().RunAsync(async () =>
    {
        List<ChatMessage> messages =
        [
            new SystemChatMessage("You lead a marketing department. Choose the team that writes."), new UserChatMessage(brief),
        ];
        var answer = await models.ChatAsync(
            "executive", messages, new ChatCompletionOptions { ResponseFormat = RouteFormat }, cancellationToken);
        using var json = JsonDocument.Parse(answer.Content[0].Text);
        var focus = json.RootElement.GetProperty("focus").GetString()!;
        telemetry.RecordRouting(new RoutingDecision("team", focus)
        {
            Options = TeamAgent.Teams,
            Reason = "chosen by the executive's model",
            Confidence = json.RootElement.GetProperty("confidence").GetDouble(),
        });
        return focus;
    });

    /// <summary>How much of the brief the copy speaks of: simple, but a real measure.</summary>
    private void Evaluate(string copy, string brief)
    {
        var words = brief.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 3).Distinct().ToList();
        var score = words.Count == 0
            ? 1
            : (double)words.Count(word => copy.Contains(word, StringComparison.OrdinalIgnoreCase)) / words.Count;
        telemetry.RecordEvaluation(new EvaluationResult("brief_coverage")
        {
            Score = score,
            Label = score >= 0.5 ? "pass" : "fail",
            Explanation = "the part of the brief's longer words that the copy uses",
        });
    }
}
