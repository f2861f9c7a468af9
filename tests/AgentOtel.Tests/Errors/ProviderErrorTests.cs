using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Net.Sockets;
using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenAI;

namespace AgentOtel.Tests.Errors;

/// <summary>What the official clients throw, against a server that answers as the providers do.</summary>
public sealed class ProviderErrorTests
{
    [Theory]
    [InlineData(401, "invalid_request_error", "invalid_api_key", "authentication", "critical")]
    [InlineData(403, "permission_error", "unsupported_country", "permission", "major")]
    [InlineData(404, "invalid_request_error", "model_not_found", "model_not_found", "major")]
    [InlineData(400, "invalid_request_error", "context_length_exceeded", "context_length", "major")]
    [InlineData(400, "invalid_request_error", "content_filter", "content_filter", "major")]
    [InlineData(400, "invalid_request_error", "bad_value", "invalid_request", "major")]
    [InlineData(429, "requests", "rate_limit_exceeded", "rate_limit", "minor")]
    [InlineData(429, "insufficient_quota", "insufficient_quota", "rate_limit", "critical")]
    [InlineData(500, "server_error", "server_error", "overloaded", "major")]
    [InlineData(503, "server_error", "server_error", "overloaded", "major")]
    [InlineData(504, "server_error", "server_error", "timeout", "minor")]
    public async Task Fail_WithWhatOpenAisClientThrows_KnowsIt(int status, string type, string code, string category, string severity)
    {
        await using var provider = await FakeProvider.StartAsync(
            status, $$$"""{"error":{"message":"canary words","type":"{{{type}}}","code":"{{{code}}}"}}""");
        var client = new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions
        {
            Endpoint = new Uri(provider.Address, "v1"),
            RetryPolicy = new ClientRetryPolicy(0),
        });

        var failure = await Record.ExceptionAsync(() => client.GetChatClient("gpt-4.1").CompleteChatAsync("hello"));

        AssertRecorded(failure, status, category, severity);
    }

    [Theory]
    [InlineData(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum", "context_length", "major")]
    [InlineData(400, "invalid_request_error", "Your credit balance is too low", "rate_limit", "critical")]
    [InlineData(400, "invalid_request_error", "max_tokens: field required", "invalid_request", "major")]
    [InlineData(401, "authentication_error", "invalid x-api-key", "authentication", "critical")]
    [InlineData(403, "permission_error", "not allowed", "permission", "major")]
    [InlineData(404, "not_found_error", "model: claude-x", "model_not_found", "major")]
    [InlineData(413, "request_too_large", "too large", "context_length", "major")]
    [InlineData(429, "rate_limit_error", "slow down", "rate_limit", "minor")]
    [InlineData(500, "api_error", "broken", "overloaded", "major")]
    [InlineData(529, "overloaded_error", "Overloaded", "overloaded", "major")]
    public async Task Fail_WithWhatAnthropicsClientThrows_KnowsIt(int status, string type, string message, string category, string severity)
    {
        await using var provider = await FakeProvider.StartAsync(
            status, $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"}}""");
        using var client = new AnthropicClient { ApiKey = "key", BaseUrl = provider.Address.AbsoluteUri, MaxRetries = 0 };

        var failure = await Record.ExceptionAsync(() => client.Messages.Create(new MessageCreateParams
        {
            Model = "claude-x",
            MaxTokens = 5,
            Messages = [new UserMessageParam("hello")],
        }));

        AssertRecorded(failure, status, category, severity);
    }

    [Theory]
    [InlineData(502, "<html>Bad Gateway</html>", "overloaded", "major")]
    [InlineData(429, "", "rate_limit", "minor")]
    [InlineData(401, "{}", "authentication", "critical")]
    public async Task Fail_WithWhatStandsBeforeTheProvider_IsKnownByItsStatus(int status, string body, string category, string severity)
    {
        await using var provider = await FakeProvider.StartAsync(status, body);
        var openAi = new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions
        {
            Endpoint = new Uri(provider.Address, "v1"),
            RetryPolicy = new ClientRetryPolicy(0),
        });
        using var anthropic = new AnthropicClient { ApiKey = "key", BaseUrl = provider.Address.AbsoluteUri, MaxRetries = 0 };

        AssertRecorded(
            await Record.ExceptionAsync(() => openAi.GetChatClient("gpt-4.1").CompleteChatAsync("hello")), status, category, severity);
        AssertRecorded(
            await Record.ExceptionAsync(() =>
                anthropic.Messages.Create(
                    new MessageCreateParams { Model = "claude-x", MaxTokens = 5, Messages = [new UserMessageParam("hello")] })),
            status,
            category,
            severity);
    }

    [Fact]
    public async Task Fail_WhereNobodyAnswers_IsTheNetwork()
    {
        // Bound, so that it stays nobody else's, and not listened on.
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var client = new OpenAIClient(
            new ApiKeyCredential("key"),
            new OpenAIClientOptions { Endpoint = new Uri($"http://{bound.LocalEndPoint}/v1"), RetryPolicy = new ClientRetryPolicy(1) });

        var failure = await Record.ExceptionAsync(() => client.GetChatClient("gpt-4.1").CompleteChatAsync("hello"));

        using var recorder = new Recorder();
        recorder.Telemetry.StartChat(new("openai", "gpt-4.1")).FailAndEnd(failure!);
        Assert.Equal("network", recorder.Measurement("agentotel.errors").Tags["agentotel.error.category"]);
    }

    private static void AssertRecorded(Exception? failure, int status, string category, string severity)
    {
        Assert.NotNull(failure);
        using var recorder = new Recorder();
        recorder.Telemetry.StartChat(new("test", "m")).FailAndEnd(failure);

        var span = recorder.Span("chat m");
        Assert.Equal($"{status}", span.GetTagItem("error.type"));
        Assert.Equal(category, span.GetTagItem("agentotel.error.category"));
        Assert.Equal(severity, span.GetTagItem("agentotel.error.severity"));
        var counted = recorder.Measurement("agentotel.errors").Tags;
        Assert.Equal($"{status}", counted["error.type"]);
        Assert.Equal(category, counted["agentotel.error.category"]);
        Assert.Equal(severity, counted["agentotel.error.severity"]);
    }

    /// <summary>Stands for a paid provider: it answers every request alike, over HTTP.</summary>
    private sealed class FakeProvider(WebApplication app) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.Single());

        public static async Task<FakeProvider> StartAsync(int status, string body)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.Run(context =>
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                return context.Response.WriteAsync(body);
            });
            await app.StartAsync();
            return new FakeProvider(app);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
