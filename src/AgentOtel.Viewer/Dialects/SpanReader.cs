using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>
/// Turns a span, whoever sent it, into the viewer's own <see cref="Operation"/>, in one pass over its attributes. What needs other
/// spans (a call that came as two, names that stand on a parent) is the store's, by <see cref="SameCall"/>. Thread-safe.
/// </summary>
internal sealed class SpanReader(CallPricer? pricer = null)
{
    /// <summary>No call costs more: what claims to is a mistake that would drown every sum.</summary>
    private const double MostUsd = 1e6;

    public Operation Read(SpanRecord span)
    {
        var draft = new OperationDraft();
        foreach (var attribute in span.Attributes)
        {
            Take(ref draft, attribute.Key, attribute.Value);
        }

        var error = ErrorReader.Read(span, draft.ErrorType);
        Classify(ref draft, span);
        if (draft.Kind is OperationKind.None)
        {
            return error.Type is null ? Operation.None : new Operation
            {
                Status = ErrorReader.IsCancellation(error.Type) ? "cancelled" : "failed",
                ErrorType = error.Type,
                ErrorMessage = error.Message,
                ErrorStack = error.Stack,
                ErrorCategory = draft.ErrorCategory,
                ErrorSeverity = draft.ErrorSeverity,
                ErrorFingerprint = draft.ErrorFingerprint,
            };
        }

        var isModelCall = draft.Kind is OperationKind.Model or OperationKind.Retrieval;
        var hasModel = isModelCall || draft.Kind is OperationKind.Agent;
        draft.Usage.Settle();
        var usage = isModelCall ? draft.Usage : default;
        var provider = hasModel ? Providers.Of(draft.Provider) ?? Providers.Of(draft.System) : null;
        var cost = isModelCall || draft.Kind is OperationKind.Tool ? Cost(draft) : null;
        return new Operation
        {
            Kind = draft.Kind,
            Name = draft.Name ?? GenAi.NameOf(draft.Kind),
            Workflow = Given(draft.Workflow),
            RunId = Given(draft.RunId),
            Task = Given(draft.Task),
            TaskId = Given(draft.TaskId),
            Attempt = draft.Attempt,
            Agent = Given(draft.Agent),
            Tool = draft.Kind is OperationKind.Tool ? Given(draft.Tool) : null,
            ToolCallId = draft.Kind is OperationKind.Tool ? Given(draft.ToolCallId) : null,
            IsMcpClient = draft.IsMcpClient,
            Provider = provider,
            RequestModel = hasModel ? Given(draft.RequestModel) : null,
            ResponseModel = hasModel ? Given(draft.ResponseModel) : null,
            ResponseId = isModelCall ? Given(draft.ResponseId) : null,
            InputTokens = usage.Input,
            OutputTokens = usage.Output,
            CacheReadTokens = usage.CacheRead,
            CacheWriteTokens = usage.CacheWrite,
            ReasoningTokens = usage.Reasoning,
            Cost = cost,
            EstimatedCost = draft.Kind is OperationKind.Model && cost is null ? Estimate(draft, provider, span.StartTime) : null,
            IsCostIncomplete = draft.IsCostIncomplete,
            FinishReasons = isModelCall ? FinishReasons.Read(draft.FinishReasons) : [],
            TimeToFirstChunk = isModelCall && draft.TimeToFirstChunk is >= 0 and < double.PositiveInfinity ? draft.TimeToFirstChunk : null,
            Conversation = Conversation(draft),
            Session = Given(draft.Session),
            User = Given(draft.User),
            Tenant = Given(draft.Tenant),
            Status = draft.Status ?? Status(span, error),
            ErrorType = error.Type,
            ErrorMessage = error.Message,
            ErrorStack = error.Stack,
            ErrorCategory = draft.ErrorCategory,
            ErrorSeverity = draft.ErrorSeverity,
            ErrorFingerprint = draft.ErrorFingerprint,
        };
    }

    /// <summary>Sends an attribute to the dialects that its first letter allows; most spans are of other things altogether.</summary>
    private static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        switch (key.Length == 0 ? '\0' : key[0])
        {
            case 'g' when key.StartsWith("gen_ai.", StringComparison.Ordinal):
                GenAi.Take(ref draft, key, value);
                break;
            case 'a' when key.StartsWith("agentotel.", StringComparison.Ordinal):
                Kit.Take(ref draft, key, value);
                break;
            case 'a' when key.StartsWith("ai.", StringComparison.Ordinal):
                VercelAi.Take(ref draft, key, value);
                break;
            case 't' when key.StartsWith("traceloop.", StringComparison.Ordinal):
                OpenLlmetry.Take(ref draft, key, value);
                break;
            case 'l' when key.StartsWith("llm.", StringComparison.Ordinal):
                OpenInference.Take(ref draft, key, value);
                OpenLlmetry.Take(ref draft, key, value);
                break;
            case 'm' when key.StartsWith("mcp.", StringComparison.Ordinal):
                Mcp.Take(ref draft, key, value);
                break;
            case 'g' when key.StartsWith("gcp.", StringComparison.Ordinal):
                GoogleAdk.Take(ref draft, key, value);
                break;
            case 'a' or 'o' when key is "agent_name" or "operation.cost":
                PydanticAi.Take(ref draft, key, value);
                break;
            case 'w' or 'e' when key is "workflow.name" or "workflow.id" or "executor.id":
                AgentFramework.Take(ref draft, key, value);
                break;
            case 'a' or 'e' or 'g' or 'm' or 'o' or 't':
                TakeLoose(ref draft, key, value);
                OpenInference.Take(ref draft, key, value);
                break;
            case 's' or 'u':
                TakeLoose(ref draft, key, value);
                break;
            default:
                break;
        }
    }

    /// <summary>What stands in no dialect's namespace.</summary>
    private static void TakeLoose(ref OperationDraft draft, string key, in AttributeValue value)
    {
        switch (key)
        {
            case "error.type": draft.ErrorType = value.AsText(); break;
            case "session.id": draft.Session = value.AsText(); break;
            case "user.id": draft.User = value.AsText(); break;
            case "enduser.id": draft.User ??= value.AsText(); break;
            default: break;
        }
    }

    private static void Classify(ref OperationDraft draft, SpanRecord span)
    {
        if (Mcp.TrySettle(ref draft, span))
        {
            return;
        }

        draft.Kind = GenAi.KindOf(draft.Name);
        draft.Name = draft.Name switch { "embedding" => "embeddings", "completion" => "text_completion", "responses" => "chat", var name => name };
        var isKnown = draft.Kind is not OperationKind.None;
        if (draft.Speaks(Sender.Vercel) && draft.SpanType is not null && !isKnown)
        {
            VercelAi.Settle(ref draft);
            return;
        }

        if (draft.Speaks(Sender.Arize) && !isKnown)
        {
            OpenInference.Settle(ref draft, span);
            return;
        }

        if (draft.Speaks(Sender.Traceloop) && !isKnown)
        {
            OpenLlmetry.Settle(ref draft);
        }

        if (draft.Speaks(Sender.Google))
        {
            GoogleAdk.Settle(ref draft, span);
        }

        if (Strands.Sent(span))
        {
            Strands.Settle(ref draft);
        }

        if (OpenLit.Sent(span))
        {
            OpenLit.Settle(ref draft);
        }

        if (draft.Kind is OperationKind.None)
        {
            PydanticAi.Settle(ref draft, span);
            AgentFramework.Settle(ref draft, span);
        }

        if (draft.Kind is OperationKind.None)
        {
            GenAi.Guess(ref draft);
        }
    }

    /// <summary>
    /// A response's id, that Agent Framework gives, is another with every call and no conversation; and some senders know only sessions.
    /// </summary>
    private static string? Conversation(in OperationDraft draft) =>
        Given(draft.Conversation) is { } sent && !sent.StartsWith("resp_", StringComparison.Ordinal) ? sent
        : draft.Speaks(Sender.Arize | Sender.Traceloop | Sender.Vercel | Sender.Google) ? Given(draft.Session)
        : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>0 is a price only where the sender says where it has it from: others write it for a model that they do not know.</summary>
    private static double? Cost(in OperationDraft draft) =>
        draft.Cost is { } cost and <= MostUsd && double.IsFinite(cost) && (cost > 0 || (cost == 0 && draft.IsCostSourced)) ? cost : null;

    private static string? Status(SpanRecord span, in ReadError error) =>
        ErrorReader.IsCancellation(error.Type) ? "cancelled"
        : error.Type is not null ? "failed"
        : span.EndTime == 0 ? null
        : "completed";

    private double? Estimate(in OperationDraft draft, string? provider, long time)
    {
        ref readonly var usage = ref draft.Usage;
        if (pricer is null || (usage.Input is null && usage.Output is null))
        {
            return null;
        }

        var call = new ViewedCall(
            provider ?? "",
            Given(draft.RequestModel),
            Given(draft.ResponseModel),
            DateTimeOffset.UnixEpoch.AddTicks(Math.Max(0, time) / TimeSpan.NanosecondsPerTick),
            usage.Input,
            usage.Output,
            usage.CacheRead,
            usage.CacheWrite,
            usage.Reasoning);
        try
        {
            return pricer(call) is { } price and >= 0 ? (double)price : null;
        }
        catch (Exception)
        {
            // The host's own code: a call without a price is worth more than no call.
            return null;
        }
    }
}
