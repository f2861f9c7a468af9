namespace AgentOtel.Tests.Operations;

/// <summary>The handles that do nothing are shared by all: they keep nothing, and say nothing.</summary>
public sealed class NobodyListensTests
{
    [Fact]
    public void Handles_WithNobodyListening_KeepNothing()
    {
        using var telemetry = new AgentTelemetry();
        var call = telemetry.StartChat("openai", "m");
        var tool = telemetry.StartTool("t");
        var run = telemetry.StartWorkflow("w");
        var retrieval = telemetry.StartRetrieval("s");

        call.SetResponse(new ModelResponse { Id = "r-1", Usage = new() { InputTokens = 1 }, CostUsd = 1 });
        tool.SetCost(1);
        retrieval.SetCost(1);
        retrieval.SetDocumentCount(3);
        tool.SetInput("in");
        tool.Fail("x");
        var paused = run.Pause("approval");
        run.Cancel();

        Assert.Equal("", paused.RunId);
        Assert.Same(call, telemetry.StartChat("openai", "m"));
        foreach (var handle in new object[] { call, tool, run, retrieval })
        {
            var kept = Fields(handle.GetType()).Where(field => field.GetValue(handle) is { } value && !IsEmpty(value));
            Assert.Equal(Expected(handle), kept.Select(field => field.Name).Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<string> Expected(object handle) =>
        handle is WorkflowRun ? ["<RecordedContext>k__BackingField", "_status"] : ["<RecordedContext>k__BackingField"];

    private static IEnumerable<System.Reflection.FieldInfo> Fields(Type? type)
    {
        const System.Reflection.BindingFlags Own = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic
            | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.DeclaredOnly;
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Own))
            {
                yield return field;
            }
        }
    }

    private static bool IsEmpty(object value) => value is ValueType && value.Equals(Activator.CreateInstance(value.GetType()));
}
