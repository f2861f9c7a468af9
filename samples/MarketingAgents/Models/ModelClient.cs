using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using AgentOtel;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace MarketingAgents;

/// <summary>The official OpenAI client, with each call recorded.</summary>
internal sealed class ModelClient(AgentTelemetry telemetry, ModelProvider provider)
{
    private const string EmbeddingModel = "text-embedding-3-small";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly OpenAIClient _client = new(new ApiKeyCredential(provider.Key), new OpenAIClientOptions
    {
        Endpoint = provider.BaseAddress,
        NetworkTimeout = Timeout,

        // Failed calls fail their task, and the task is tried again: that is what the sample shows.
        RetryPolicy = new ClientRetryPolicy(0),
    });

    public Task<ChatCompletion> ChatAsync(
        string agent, IList<ChatMessage> messages, ChatCompletionOptions options, CancellationToken cancellationToken)
    {
        if (ModelProvider.ModelFor(agent).StartsWith('o'))
        {
            options.ReasoningEffortLevel = ChatReasoningEffortLevel.Low;
            options.Temperature = null;
        }

        var request = Request(ModelProvider.ModelFor(agent), options);
        var call = telemetry.StartChat(request);
        return call.RunAsync(async () =>
        {
            call.SetInput(Messages.Of(messages));
            ChatCompletion completion = await _client.GetChatClient(request.Model).CompleteChatAsync(messages, options, cancellationToken);
            call.SetResponse(new ModelResponse
            {
                Id = completion.Id,
                Model = completion.Model,
                FinishReasons = [Name(completion.FinishReason)],
                Usage = Usage(completion.Usage),
            });
            call.SetOutput(Messages.Of(completion));
            return completion;
        });
    }

    /// <summary>A chat whose text is read as it comes.</summary>
    public async Task<string> StreamAsync(string agent, IList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var options = new ChatCompletionOptions();
        var request = Request(ModelProvider.ModelFor(agent), options, isStream: true);
        var call = telemetry.StartChat(request);
        call.SetInput(Messages.Of(messages));
        var updates = call.ObserveAsync(
            _client.GetChatClient(request.Model).CompleteChatStreamingAsync(messages, options, cancellationToken), Read, cancellationToken);
        var text = new StringBuilder();
        await foreach (var update in updates)
        {
            foreach (var part in update.ContentUpdate)
            {
                text.Append(part.Text);
            }
        }

        return text.ToString();
    }

    public Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var call = telemetry.StartEmbeddings(Request(EmbeddingModel, new ChatCompletionOptions()));
        return call.RunAsync<IReadOnlyList<ReadOnlyMemory<float>>>(async () =>
        {
            OpenAIEmbeddingCollection answer = await _client.GetEmbeddingClient(EmbeddingModel)
                .GenerateEmbeddingsAsync(texts, cancellationToken: cancellationToken);
            var vectors = answer.Select(embedding => embedding.ToFloats()).ToList();
            call.SetResponse(new ModelResponse
            {
                Model = answer.Model,
                EmbeddingDimensions = vectors[0].Length,
                Usage = new TokenUsage { InputTokens = answer.Usage.InputTokenCount },
            });
            return vectors;
        });
    }

    private static void Read(ModelCall call, StreamingChatCompletionUpdate update)
    {
        call.AppendOutput(string.Concat(update.ContentUpdate.Select(part => part.Text)));
        call.SetResponse(new ModelResponse
        {
            Id = update.CompletionId,
            Model = update.Model,
            FinishReasons = update.FinishReason is { } reason ? [Name(reason)] : null,
            Usage = update.Usage is { } usage ? Usage(usage) : default,
        });
    }

    private static TokenUsage Usage(ChatTokenUsage usage) => new()
    {
        InputTokens = usage.InputTokenCount,
        OutputTokens = usage.OutputTokenCount,
        CacheReadTokens = usage.InputTokenDetails?.CachedTokenCount,
        ReasoningTokens = usage.OutputTokenDetails?.ReasoningTokenCount,
    };

    private static string Name(ChatFinishReason reason) => reason switch
    {
        ChatFinishReason.Stop => "stop",
        ChatFinishReason.Length => "length",
        ChatFinishReason.ContentFilter => "content_filter",
        _ => "tool_call",
    };

    private ModelRequest Request(string model, ChatCompletionOptions options, bool isStream = false) => new("openai", model)
    {
        ServerAddress = provider.BaseAddress.Host,
        ServerPort = provider.BaseAddress.Port,
        Stream = isStream,
        MaxTokens = options.MaxOutputTokenCount,
        Temperature = options.Temperature,
        OutputType = options.ResponseFormat is null ? null : "json",
        ReasoningLevel = options.ReasoningEffortLevel?.ToString(),
    };
}
