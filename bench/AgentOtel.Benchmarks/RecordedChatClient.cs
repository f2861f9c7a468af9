using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace AgentOtel.Benchmarks;

/// <summary>The recorder of Microsoft.Extensions.AI around a client that answers at once.</summary>
internal sealed class RecordedChatClient
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    private readonly Canned _canned = new();
    private readonly IChatClient _client;

    public RecordedChatClient(string source) => _client = _canned.AsBuilder().UseOpenTelemetry(sourceName: source).Build();

    public Activity? Chat()
    {
        // Nothing is waited for: the task has ended when it comes back.
        _client.GetResponseAsync(Messages).GetAwaiter().GetResult();
        return _canned.Seen;
    }

    private sealed class Canned : IChatClient
    {
        private static readonly ChatClientMetadata Metadata = new("openai", defaultModelId: "gpt-4.1");

        private readonly Task<ChatResponse> _answer = Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hi"))
        {
            ResponseId = "r-1",
            ModelId = "gpt-4.1-2025-04-14",
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = 20 },
        });

        public Activity? Seen { get; private set; }

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Seen = Activity.Current;
            return _answer;
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? Metadata : null;

        public void Dispose()
        {
        }
    }
}
