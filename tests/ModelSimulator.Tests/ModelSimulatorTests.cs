using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;

namespace ModelSimulator.Tests;

/// <summary>The simulator as the official client sees it.</summary>
public sealed class ModelSimulatorTests
{
    private static readonly ModelSimulatorOptions Fast = new()
    {
        Latency = TimeSpan.Zero,
        ChunkLatency = TimeSpan.Zero,
        HangFor = TimeSpan.FromSeconds(30),
    };

    private static readonly ChatTool Search = ChatTool.CreateFunctionTool("search", "Searches", BinaryData.FromString(
        """{"type":"object","properties":{"query":{"type":"string"},"place":{"type":"string","enum":["web","shop"]}},"required":"""
            + """["query","place"]}"""));

    [Fact]
    public async Task Chat_WithTheSameSeed_GivesTheSameAnswerAndUsage()
    {
        var first = await AskAsync(Fast, "Sell tea");
        var again = await AskAsync(Fast, "Sell tea");
        var other = await AskAsync(Fast with { Seed = 2 }, "Sell tea");

        Assert.Equal(first.Content[0].Text, again.Content[0].Text);
        Assert.Equal(first.Usage.OutputTokenCount, again.Usage.OutputTokenCount);
        Assert.NotEqual(first.Content[0].Text, other.Content[0].Text);
        Assert.Contains("Sell tea", first.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, first.FinishReason);
        Assert.InRange(first.Usage.InputTokenCount, 5, 50);
    }

    [Fact]
    public async Task Chat_WithALongPrompt_ReportsCachedTokensAsAPartOfTheInput()
    {
        var completion = await AskAsync(Fast, new string('x', 4000));

        Assert.InRange(completion.Usage.InputTokenDetails.CachedTokenCount, 128, completion.Usage.InputTokenCount);
    }

    [Fact]
    public async Task Chat_WithTools_CallsOneWithArgumentsThatFitAndThenAnswers()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        var client = Client(server);
        List<ChatMessage> messages = [new UserChatMessage("Find tea")];

        ChatCompletion called = await client.CompleteChatAsync(messages, new ChatCompletionOptions { Tools = { Search } });

        Assert.Equal(ChatFinishReason.ToolCalls, called.FinishReason);
        var call = Assert.Single(called.ToolCalls);
        Assert.Equal("search", call.FunctionName);
        using var arguments = JsonDocument.Parse(call.FunctionArguments);
        Assert.Contains(arguments.RootElement.GetProperty("place").GetString(), (string[])["web", "shop"]);

        messages.Add(new AssistantChatMessage(called));
        messages.Add(new ToolChatMessage(call.Id, "nothing found"));
        ChatCompletion answered = await client.CompleteChatAsync(messages, new ChatCompletionOptions { Tools = { Search } });
        Assert.Equal(ChatFinishReason.Stop, answered.FinishReason);
    }

    [Fact]
    public async Task Chat_WithASchema_AnswersJsonThatFits()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        var format = ChatResponseFormat.CreateJsonSchemaFormat("route", BinaryData.FromString(
            """{"type":"object","properties":{"team":{"type":"string","enum":["copy","social"]},"confidence":"""
                + """{"type":"number","minimum":0,"maximum":1},"steps":{"type":"array","items":{"type":"string"}}}}"""));

        ChatCompletion completion = await Client(server).CompleteChatAsync(
            [new UserChatMessage("Who?")], new ChatCompletionOptions { ResponseFormat = format });

        using var json = JsonDocument.Parse(completion.Content[0].Text);
        Assert.Contains(json.RootElement.GetProperty("team").GetString(), (string[])["copy", "social"]);
        Assert.InRange(json.RootElement.GetProperty("confidence").GetDouble(), 0, 1);
        Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty("steps").ValueKind);
    }

    [Fact]
    public async Task Stream_OfAChat_EndsWithItsUsage()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        List<StreamingChatCompletionUpdate> updates = [];

        await foreach (var update in Client(server).CompleteChatStreamingAsync(new UserChatMessage("Sell tea")))
        {
            updates.Add(update);
        }

        Assert.True(updates.Count > 4);
        Assert.Equal(ChatFinishReason.Stop, updates[^2].FinishReason);
        Assert.InRange(updates[^1].Usage.OutputTokenCount, 5, 500);
    }

    [Theory]
    [InlineData("rate_limit", 429)]
    [InlineData("server_error", 500)]
    public async Task Fault_OfAStatus_IsSeenByTheClientOnceForItsSubject(string fault, int status)
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        var client = Client(server);

        var error = await Assert.ThrowsAsync<ClientResultException>(() =>
            client.CompleteChatAsync(new UserChatMessage($"tea [fault:{fault}]")));
        ChatCompletion second = await client.CompleteChatAsync(new UserChatMessage($"tea [fault:{fault}]"));

        Assert.Equal(status, error.Status);
        Assert.Equal(status == 429 ? "1" : null, error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var after) ? after : null);
        Assert.Equal(ChatFinishReason.Stop, second.FinishReason);
    }

    [Fact]
    public async Task Fault_MalformedJson_IsNotReadable()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);

        await Assert.ThrowsAnyAsync<JsonException>(() =>
            Client(server).CompleteChatAsync(new UserChatMessage("tea [fault:malformed_json]")));
    }

    [Fact]
    public async Task Fault_Timeout_HangsUntilTheClientGivesUp()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Client(server).CompleteChatAsync([new UserChatMessage("tea [fault:timeout]")], cancellationToken: patience.Token));
    }

    [Fact]
    public async Task Fault_CutStream_EndsTheConnectionAmidTheChunks()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast with { ChunkLatency = TimeSpan.FromMilliseconds(50) });
        var read = 0;

        var error = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var _ in Client(server).CompleteChatStreamingAsync(new UserChatMessage("tea [fault:cut_stream]")))
            {
                read++;
            }
        });

        Assert.True(error is IOException or ClientResultException, error.ToString());
        Assert.InRange(read, 1, 1000);
    }

    [Fact]
    public async Task Faults_ByRate_ComeAsOftenAsAsked()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast with { FaultRate = 0.5, HangFor = TimeSpan.Zero });
        var client = Client(server);
        var failed = 0;

        for (var i = 0; i < 100; i++)
        {
            try
            {
                await client.CompleteChatAsync(new UserChatMessage($"tea {i}"));
            }
            catch (Exception exception) when (exception is ClientResultException or JsonException or HttpRequestException)
            {
                failed++;
            }
        }

        // A cut stream does nothing to a call without chunks: four of the five faults show.
        Assert.InRange(failed, 25, 55);
    }

    [Fact]
    public async Task Embeddings_OfATextTwice_AreTheSame()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        var client = new OpenAIClient(new ApiKeyCredential("key"), Options(server)).GetEmbeddingClient("text-embedding-3-small");

        var answer = await client.GenerateEmbeddingsAsync(["tea", "tea", "coffee"]);

        Assert.Equal(answer.Value[0].ToFloats().ToArray(), answer.Value[1].ToFloats().ToArray());
        Assert.NotEqual(answer.Value[0].ToFloats().ToArray(), answer.Value[2].ToFloats().ToArray());
        Assert.InRange(answer.Value.Usage.InputTokenCount, 3, 10);
    }

    [Fact]
    public async Task Requests_Kept_ShowHeadersWithoutTheKey()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        await Client(server).CompleteChatAsync(new UserChatMessage("tea"));
        using var http = new HttpClient();

        var kept = await http.GetStringAsync(new Uri(server.Address, "/simulator/requests"));

        Assert.Contains("/v1/chat/completions", kept, StringComparison.Ordinal);
        Assert.Contains("***", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_InAnAppsProcess_ShowsInNoTelemetry()
    {
        List<string> seen = [];
        using var spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        spans.ActivityStarted = span => seen.Add(span.Source.Name);
        ActivitySource.AddActivityListener(spans);
        using var metrics = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
                {
                    seen.Add(instrument.Name);
                }
            },
        };
        metrics.Start();

        await AskAsync(Fast, "tea");

        Assert.DoesNotContain("ModelSimulator", seen);
        Assert.DoesNotContain("Microsoft.AspNetCore", seen);
        Assert.DoesNotContain("http.server.request.duration", seen);
    }

    [Theory]
    [InlineData("/v1/embeddings", "{")]
    [InlineData("/v1/chat/completions", """{"model":5,"messages":[{"role":"user","content":"x"}]}""")]
    [InlineData("/v1/chat/completions", "{}")]
    public async Task Request_ThatCannotBeRead_Gets400AndWhatIsWrong(string path, string body)
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        using var http = new HttpClient();
        using var content = new StringContent(body);

        using var response = await http.PostAsync(new Uri(server.Address, path), content);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("invalid_request_error", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_WithAnUnknownName_IsRefused()
    {
        await using var server = await ModelSimulatorServer.StartAsync(Fast);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-simulator-fault", "rate-limit");
        using var content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"x"}]}""");

        using var response = await http.PostAsync(new Uri(server.Address, "/v1/chat/completions"), content);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("rate_limit, server_error", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port x", "--port x is not an option with a fitting value.")]
    [InlineData("--faults 2", "--faults 2 is not an option with a fitting value.")]
    [InlineData("--seed", "--seed needs a value.")]
    [InlineData("--colour red", "--colour red is not an option with a fitting value.")]
    public void TryParse_WithAWrongOption_SaysWhich(string line, string expected)
    {
        Assert.False(SimulatorArguments.TryParse(line.Split(' '), out _, out var error));
        Assert.Equal(expected, error);
    }

    private static async Task<ChatCompletion> AskAsync(ModelSimulatorOptions options, string text)
    {
        await using var server = await ModelSimulatorServer.StartAsync(options);
        return await Client(server).CompleteChatAsync(new UserChatMessage(text));
    }

    private static ChatClient Client(ModelSimulatorServer server) =>
        new OpenAIClient(new ApiKeyCredential("secret-key"), Options(server)).GetChatClient("gpt-4.1-mini");

    private static OpenAIClientOptions Options(ModelSimulatorServer server) =>
        new() { Endpoint = new Uri(server.Address, "v1"), RetryPolicy = new ClientRetryPolicy(0) };
}
