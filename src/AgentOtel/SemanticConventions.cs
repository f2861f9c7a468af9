namespace AgentOtel;

/// <summary>
/// The attribute names that the kit writes. <see cref="GenAi"/>, <see cref="Error"/>, <see cref="Server"/>,
/// <see cref="User"/>, <see cref="Session"/>, <see cref="Http"/> and <see cref="Exception"/> mirror the OpenTelemetry conventions
/// (GenAI at commit 06ec68e); <see cref="AgentOtel"/> is this project's own.
/// </summary>
public static class SemanticConventions
{
    /// <summary>The schema URL that the source and the meter carry.</summary>
    public const string SchemaUrl = "https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev";

    /// <summary>Names under <c>gen_ai.</c>, of the GenAI conventions.</summary>
    public static class GenAi
    {
#pragma warning disable CS1591 // Each name says what it is; the convention defines it.
        public const string OperationName = "gen_ai.operation.name";
        public const string ProviderName = "gen_ai.provider.name";
        public const string OutputType = "gen_ai.output.type";
        public const string ConversationId = "gen_ai.conversation.id";
        public const string WorkflowName = "gen_ai.workflow.name";
        public const string DataSourceId = "gen_ai.data_source.id";
        public const string EmbeddingsDimensionCount = "gen_ai.embeddings.dimension.count";
        public const string RetrievalTopK = "gen_ai.retrieval.top_k";
        public const string RetrievalQueryText = "gen_ai.retrieval.query.text";
        public const string RetrievalDocuments = "gen_ai.retrieval.documents";
        public const string SystemInstructions = "gen_ai.system_instructions";
        public const string InputMessages = "gen_ai.input.messages";
        public const string OutputMessages = "gen_ai.output.messages";
        public const string TokenType = "gen_ai.token.type";
        public const string TokenModality = "gen_ai.token.modality";

        public static class Agent
        {
            public const string Id = "gen_ai.agent.id";
            public const string Name = "gen_ai.agent.name";
            public const string Description = "gen_ai.agent.description";
            public const string Version = "gen_ai.agent.version";
        }

        public static class Tool
        {
            public const string Name = "gen_ai.tool.name";
            public const string Type = "gen_ai.tool.type";
            public const string Description = "gen_ai.tool.description";
            public const string CallId = "gen_ai.tool.call.id";
            public const string CallArguments = "gen_ai.tool.call.arguments";
            public const string CallResult = "gen_ai.tool.call.result";
            public const string Definitions = "gen_ai.tool.definitions";
        }

        public static class Request
        {
            public const string Model = "gen_ai.request.model";
            public const string Stream = "gen_ai.request.stream";
            public const string ChoiceCount = "gen_ai.request.choice.count";
            public const string Seed = "gen_ai.request.seed";
            public const string TopK = "gen_ai.request.top_k";
            public const string TopP = "gen_ai.request.top_p";
            public const string Temperature = "gen_ai.request.temperature";
            public const string MaxTokens = "gen_ai.request.max_tokens";
            public const string FrequencyPenalty = "gen_ai.request.frequency_penalty";
            public const string PresencePenalty = "gen_ai.request.presence_penalty";
            public const string StopSequences = "gen_ai.request.stop_sequences";
            public const string ReasoningLevel = "gen_ai.request.reasoning.level";
            public const string PreviousResponseId = "gen_ai.request.previous_response.id";
            public const string EncodingFormats = "gen_ai.request.encoding_formats";
        }

        public static class Response
        {
            public const string Id = "gen_ai.response.id";
            public const string Model = "gen_ai.response.model";
            public const string FinishReasons = "gen_ai.response.finish_reasons";
            public const string TimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
        }

        public static class Usage
        {
            public const string InputTokens = "gen_ai.usage.input_tokens";
            public const string OutputTokens = "gen_ai.usage.output_tokens";
            public const string CacheReadInputTokens = "gen_ai.usage.cache_read.input_tokens";
            public const string CacheWriteInputTokens = "gen_ai.usage.cache_write.input_tokens";
            public const string ReasoningOutputTokens = "gen_ai.usage.reasoning.output_tokens";
            public const string TextInputTokens = "gen_ai.usage.text.input_tokens";
            public const string ImageInputTokens = "gen_ai.usage.image.input_tokens";
            public const string AudioInputTokens = "gen_ai.usage.audio.input_tokens";
            public const string TextOutputTokens = "gen_ai.usage.text.output_tokens";
            public const string ImageOutputTokens = "gen_ai.usage.image.output_tokens";
            public const string AudioOutputTokens = "gen_ai.usage.audio.output_tokens";
            public const string TextCacheReadInputTokens = "gen_ai.usage.text.cache_read.input_tokens";
            public const string ImageCacheReadInputTokens = "gen_ai.usage.image.cache_read.input_tokens";
            public const string AudioCacheReadInputTokens = "gen_ai.usage.audio.cache_read.input_tokens";

            /// <summary>Ours, though in the convention's namespace: the name that backends already read. US dollars.</summary>
            public const string Cost = "gen_ai.usage.cost";
        }

        public static class Evaluation
        {
            public const string Name = "gen_ai.evaluation.name";
            public const string ScoreValue = "gen_ai.evaluation.score.value";
            public const string ScoreLabel = "gen_ai.evaluation.score.label";
            public const string Explanation = "gen_ai.evaluation.explanation";
        }
    }

    public static class Error
    {
        public const string Type = "error.type";
    }

    public static class Server
    {
        public const string Address = "server.address";
        public const string Port = "server.port";
    }

    public static class User
    {
        public const string Id = "user.id";
    }

    public static class Session
    {
        public const string Id = "session.id";
    }

    public static class Exception
    {
        public const string Type = "exception.type";
        public const string Message = "exception.message";
        public const string StackTrace = "exception.stacktrace";
    }

    public static class Event
    {
        public const string Name = "event.name";
    }

    public static class Http
    {
        public const string RequestMethod = "http.request.method";
        public const string RequestMethodOriginal = "http.request.method_original";
        public const string RequestBodySize = "http.request.body.size";
        public const string RequestHeaderPrefix = "http.request.header.";
        public const string ResponseBodySize = "http.response.body.size";
        public const string ResponseStatusCode = "http.response.status_code";
        public const string Route = "http.route";
        public const string UrlPath = "url.path";
        public const string UrlQuery = "url.query";
        public const string UrlScheme = "url.scheme";
        public const string ClientAddress = "client.address";
        public const string ProtocolVersion = "network.protocol.version";
        public const string UserAgent = "user_agent.original";
    }

    /// <summary>Names under <c>agentotel.</c>: ours, in no convention.</summary>
    public static class AgentOtel
    {
        public const string Status = "agentotel.status";
        public const string Duration = "agentotel.duration";
        public const string WorkflowRunId = "agentotel.workflow.run.id";
        public const string WorkflowPauseReason = "agentotel.workflow.pause.reason";
        public const string CorrelationId = "agentotel.correlation.id";
        public const string Tenant = "agentotel.tenant";
        public const string UserHash = "agentotel.user.hash";
        public const string ContextPrefix = "agentotel.context.";
        public const string InputSummary = "agentotel.input.summary";
        public const string OutputSummary = "agentotel.output.summary";
        public const string RetrievalDocumentCount = "agentotel.retrieval.document.count";
        public const string ContentReference = "agentotel.content.reference";
        public const string OperationName = "agentotel.operation.name";
        public const string Signal = "agentotel.signal";
        public const string Reason = "agentotel.reason";
        public const string HttpRequestBody = "agentotel.http.request.body";
        public const string HttpResponseBody = "agentotel.http.response.body";

        public static class Task
        {
            public const string Name = "agentotel.task.name";
            public const string Id = "agentotel.task.id";
            public const string Attempt = "agentotel.task.attempt";
            public const string RetryReason = "agentotel.task.retry.reason";
        }

        public static class Cost
        {
            public const string Category = "agentotel.cost.category";
            public const string Source = "agentotel.cost.source";
            public const string PriceTableVersion = "agentotel.cost.price_table";
            public const string Incomplete = "agentotel.cost.incomplete";
            public const string Reason = "agentotel.cost.reason";
        }

        public static class Budget
        {
            public const string Name = "agentotel.budget.name";
            public const string Period = "agentotel.budget.period";
            public const string LimitUsd = "agentotel.budget.limit_usd";
            public const string LimitTokens = "agentotel.budget.limit_tokens";
            public const string SpentUsd = "agentotel.budget.spent_usd";
            public const string SpentTokens = "agentotel.budget.spent_tokens";
            public const string Fraction = "agentotel.budget.fraction";
        }

        public static class Total
        {
            public const string CostUsd = "agentotel.total.cost_usd";
            public const string InputTokens = "agentotel.total.input_tokens";
            public const string OutputTokens = "agentotel.total.output_tokens";
            public const string AgentCalls = "agentotel.total.agent_calls";
            public const string ModelCalls = "agentotel.total.model_calls";
            public const string ToolCalls = "agentotel.total.tool_calls";
            public const string Incomplete = "agentotel.total.incomplete";
        }

        public static class Errors
        {
            public const string Category = "agentotel.error.category";
            public const string Severity = "agentotel.error.severity";
            public const string Fingerprint = "agentotel.error.fingerprint";
            public const string Unhandled = "agentotel.error.unhandled";
        }

        public static class Routing
        {
            public const string Point = "agentotel.routing.point";
            public const string Options = "agentotel.routing.options";
            public const string Choice = "agentotel.routing.choice";
            public const string Reason = "agentotel.routing.reason";
            public const string Confidence = "agentotel.routing.confidence";
        }

        public static class Approval
        {
            public const string Subject = "agentotel.approval.subject";
            public const string Answer = "agentotel.approval.answer";
            public const string Reason = "agentotel.approval.reason";
            public const string Wait = "agentotel.approval.wait";
        }
    }
#pragma warning restore CS1591
}
