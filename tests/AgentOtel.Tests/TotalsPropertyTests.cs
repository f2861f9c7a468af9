using FsCheck;
using FsCheck.Fluent;

namespace AgentOtel.Tests;

/// <summary>However operations nest, a run carries what the flat sum of its calls is.</summary>
public sealed class TotalsPropertyTests
{
    /// <summary>A tree as depth-first steps: 0 and 1 open an agent or a tool, 2 closes one, the rest are calls of so many tokens.</summary>
    private static readonly Gen<int[]> Steps = Gen.Choose(0, 60).ArrayOf();

    [Fact]
    public void Totals_OfAnyTree_EqualTheFlatSum() => Prop.ForAll(Steps.ToArbitrary(), IsFlatSum).QuickCheckThrowOnFailure();

    private static bool IsFlatSum(int[] steps)
    {
        using var recorder = new Recorder(
            new() { Cost = (in PricedCall call) => new ModelCost { Usd = call.Usage.InputTokens!.Value * 0.000_000_3m } });
        var (calls, agents, tools, tokens) = (0L, 0L, 0L, 0L);
        var open = new Stack<AgentOperation>();
        using (recorder.Telemetry.StartWorkflow("w"))
        {
            foreach (var step in steps)
            {
                switch (step)
                {
                    case 0:
                        open.Push(recorder.Telemetry.StartAgent("a"));
                        agents++;
                        break;
                    case 1:
                        open.Push(recorder.Telemetry.StartTool("t"));
                        tools++;
                        break;
                    case 2:
                        open.TryPop(out var last);
                        last?.Dispose();
                        break;
                    default:
                        using (var call = recorder.Telemetry.StartChat(new ModelRequest("p", "m")))
                        {
                            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = step } });
                        }

                        calls++;
                        tokens += step;
                        break;
                }
            }

            while (open.TryPop(out var operation))
            {
                operation.Dispose();
            }
        }

        var run = recorder.Span("invoke_workflow w");
        return (long)run.GetTagItem("agentotel.total.model_calls")! == calls
            && (long)run.GetTagItem("agentotel.total.agent_calls")! == agents
            && (long)run.GetTagItem("agentotel.total.tool_calls")! == tools
            && (long)run.GetTagItem("agentotel.total.input_tokens")! == tokens
            && ((double?)run.GetTagItem("agentotel.total.cost_usd") ?? 0) == (double)(tokens * 0.000_000_3m);
    }
}
