using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests;

/// <summary>The sample, through the real Collector.</summary>
[Trait("Needs", "Collector")]
public sealed class CampaignTests
{
    [Fact]
    public async Task Campaign_ThatSucceeds_ArrivesAsACompleteTree()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        await using var sample = await SampleProcess.StartAsync(collector.Grpc, ["--rate", "0", "--faults", "off"]);

        var (status, answer) = await sample.PostAsync(
            "/campaigns",
            new { brief = "Launch a green tea for people who work from home", user = "ada", tenant = "north", conversation = "c-7" });
        await sample.TerminateAsync();
        await Tree.WaitForAsync(receiver);
        await receiver.WaitForAsync(
            r => r.Points.Any(point => point.Metric == "gen_ai.invoke_workflow.duration")
                && r.Points.Any(point => point is { Metric: "marketing.campaigns.published", Value: 1 })
                && r.Points.Any(point => point.Metric == "http.server.request.duration"),
            "the run's metrics");

        Assert.Equal(200, status);
        var run = receiver.Span("invoke_workflow campaign");
        var tree = Tree.Of(receiver, run.TraceId);
        Assert.Equal(answer.GetProperty("run").GetString(), run.Attributes["agentotel.workflow.run.id"]);
        Assert.Equal("invoke_workflow", run.Attributes["gen_ai.operation.name"]);
        Assert.Equal("completed", run.Attributes["agentotel.status"]);
        Assert.Equal(ReceivedSpan.Internal, run.Kind);
        Assert.Equal("MarketingAgents", run.Origin.Resource["service.name"]);
        Assert.Equal(ReceivedSpan.Server, tree.Parent(run).Kind);
        Assert.Equal("POST /campaigns", tree.Parent(run).Name);

        var executive = tree.Single("invoke_agent executive");
        Assert.Equal(run.SpanId, executive.ParentId);
        Assert.Equal(4, tree.Below(executive).Count(span => span.Name.StartsWith("execute_task ", StringComparison.Ordinal)));
        foreach (var team in (string[])["research", "analytics"])
        {
            var agent = tree.Single($"invoke_agent {team}");
            Assert.Equal($"execute_task {team}", tree.Parent(agent).Name);
            Assert.Equal(1L, tree.Parent(agent).Attributes["agentotel.task.attempt"]);
            var plan = tree.Single($"plan {team}");
            Assert.Equal(agent.SpanId, plan.ParentId);
            Assert.StartsWith("chat ", Assert.Single(tree.Below(plan)).Name, StringComparison.Ordinal);
            Assert.Contains(tree.Below(agent), span => span.Name.StartsWith("execute_tool ", StringComparison.Ordinal));
        }

        Assert.All(tree.Named("chat "), call =>
        {
            Assert.Equal(ReceivedSpan.Client, call.Kind);
            Assert.Equal("openai", call.Attributes["gen_ai.provider.name"]);
            Assert.Equal("127.0.0.1", call.Attributes["server.address"]);
            Assert.Equal((long)sample.Models.Port, call.Attributes["server.port"]);
            Assert.IsType<long>(call.Attributes["gen_ai.usage.input_tokens"]);
            Assert.IsType<object?[]>(call.Attributes["gen_ai.response.finish_reasons"]);
            Assert.Equal("c-7", call.Attributes["gen_ai.conversation.id"]);
            Assert.Contains(tree.Below(call), http => http.Origin.Scope == "System.Net.Http" && http.Kind == ReceivedSpan.Client);
        });
        Assert.Equal(3, tree.Named("chat ").Count(call => call.Attributes.ContainsKey("gen_ai.request.stream")));
        var inside = tree.Spans.Where(span => span.Origin.Scope == "AgentOtel" && span != run);
        Assert.All(inside.Where(span => span.Name is not ("invoke_agent publisher" or "execute_tool publish_post")), span =>
        {
            Assert.Equal("campaign", span.Attributes["gen_ai.workflow.name"]);
            Assert.Equal(run.Attributes["agentotel.workflow.run.id"], span.Attributes["agentotel.workflow.run.id"]);
            Assert.Equal("north", span.Attributes["agentotel.tenant"]);
            Assert.DoesNotContain("user.id", span.Attributes.Keys);
        });
        Assert.Equal(run.SpanId, tree.Single("publish campaign").ParentId);
        var retrieval = tree.Single("retrieval brand-knowledge");
        Assert.Equal("invoke_agent research", tree.Parent(retrieval).Name);
        var embeddings = tree.Single("embeddings text-embedding-3-small");
        Assert.Equal(retrieval.SpanId, embeddings.ParentId);
        Assert.Equal(64L, embeddings.Attributes["gen_ai.embeddings.dimension.count"]);
        List<ReceivedSpan> models = [embeddings, .. tree.Named("chat ")];
        Assert.Equal((long)models.Count, run.Attributes["agentotel.total.model_calls"]);
        Assert.Equal(
            models.Sum(call => (long)call.Attributes["gen_ai.usage.input_tokens"]!), run.Attributes["agentotel.total.input_tokens"]);
        Assert.Equal(4L, run.Attributes["agentotel.total.agent_calls"]);
        Assert.All(tree.Spans, span => Assert.NotEqual(ReceivedSpan.Error, span.Status));

        CheckEvents(receiver, run, tree);
        CheckMetrics(receiver, tree);
    }

    [Fact]
    public async Task Campaign_WithATaskThatIsRetried_ShowsBothAttempts()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        await using var sample = await SampleProcess.StartAsync(
            collector.Http, ["--rate", "0", "--faults", "off"], ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));

        var (status, _) = await sample.PostAsync("/campaigns", new { brief = "Launch a tea [fault:rate_limit]" });
        await sample.TerminateAsync();
        await Tree.WaitForAsync(receiver);
        await receiver.WaitForAsync(r => r.Logs.Any(log => log.EventName == "agentotel.task.retried"), "the retry's event");

        Assert.Equal(200, status);
        var tree = Tree.Of(receiver, receiver.Span("invoke_workflow campaign").TraceId);
        var attempts = tree.Named("execute_task route").OrderBy(span => span.Start).ToList();
        Assert.Equal([1L, 2L], attempts.Select(span => span.Attributes["agentotel.task.attempt"]));
        Assert.Equal(["failed", "completed"], attempts.Select(span => span.Attributes["agentotel.status"]));
        Assert.Single(attempts.Select(span => span.Attributes["agentotel.task.id"]).Distinct());
        Assert.Equal("rate_limit", attempts[1].Attributes["agentotel.task.retry.reason"]);
        Assert.Equal("429", attempts[0].Attributes["error.type"]);
        Assert.Equal("rate_limit", attempts[0].Attributes["agentotel.error.category"]);
        var retried = receiver.Logs.First(log => log.EventName == "agentotel.task.retried");
        Assert.Equal(13, retried.Severity);
        Assert.Contains(retried.SpanId, tree.Named("execute_task ").Select(span => span.SpanId));
        await receiver.WaitForAsync(r => r.Points.Any(point => point.Metric == "agentotel.task.retries"), "the retries' metric");
        Assert.Equal("completed", receiver.Span("invoke_workflow campaign").Attributes["agentotel.status"]);
    }

    [Fact]
    public async Task Campaign_WithAToolThatFails_GoesOnAndShowsIt()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        await using var sample = await SampleProcess.StartAsync(collector.Grpc, ["--rate", "20", "--runs", "12", "--faults", "0.000001"]);

        await sample.WaitForExitAsync(120);
        await Tree.WaitForAsync(receiver, 12);
        await receiver.WaitForAsync(
            r =>
                r.Spans.Where(span =>
                    span.Name.StartsWith("execute_tool ", StringComparison.Ordinal)
                        && span.Status == ReceivedSpan.Error).ToList() is { Count: > 0 } tools
                && tools.All(tool => r.Logs.Count(log => log.SpanId == tool.SpanId) >= 2),
            "the failed tools' events");

        var failed = receiver.Spans.First(span =>
            span.Name.StartsWith("execute_tool ", StringComparison.Ordinal) && span.Status == ReceivedSpan.Error);
        Assert.Equal("tool_failure", failed.Attributes["agentotel.error.category"]);
        Assert.StartsWith("call_", Assert.IsType<string>(failed.Attributes["gen_ai.tool.call.id"]), StringComparison.Ordinal);
        var tree = Tree.Of(receiver, failed.TraceId);
        Assert.Equal("completed", tree.Single("invoke_workflow campaign").Attributes["agentotel.status"]);
        var log = receiver.Logs.First(log => log.EventName == "agentotel.tool.failed" && log.SpanId == failed.SpanId);
        Assert.Equal(failed.TraceId, log.TraceId);
        Assert.Equal(13, log.Severity);
        Assert.Contains(receiver.Logs, error => error.EventName == "agentotel.error" && error.SpanId == failed.SpanId);
    }

    [Fact]
    public async Task Campaign_CancelledAmidAStream_IsNotASuccess()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        await using var sample = await SampleProcess.StartAsync(
            collector.Grpc, ["--rate", "0", "--faults", "off"], ("SIMULATOR_CHUNK_MS", "5000"));

        // A stream has its first words after 5 s and lasts 40 at least: whenever the first begins, it is amid one then.
        var (status, _) = await sample.PostAsync("/campaigns", new { brief = "Launch a tea", deadlineSeconds = 14 });
        await sample.TerminateAsync();
        await Tree.WaitForAsync(receiver);

        Assert.Equal(504, status);
        var run = receiver.Span("invoke_workflow campaign");
        Assert.Equal("cancelled", run.Attributes["agentotel.status"]);
        var streams = Tree.Of(receiver, run.TraceId).Spans.Where(span => span.Attributes.ContainsKey("gen_ai.request.stream")).ToList();
        Assert.NotEmpty(streams);
        Assert.All(streams, stream =>
        {
            Assert.Equal(ReceivedSpan.Error, stream.Status);
            Assert.Equal(["error"], Assert.IsType<object?[]>(stream.Attributes["gen_ai.response.finish_reasons"]));
            Assert.Equal("cancelled", stream.Attributes["agentotel.error.category"]);
            Assert.IsType<double>(stream.Attributes["gen_ai.response.time_to_first_chunk"]);
        });
        await receiver.WaitForAsync(r => r.Logs.Any(log => log.EventName == "agentotel.workflow.cancelled"), "the run's event");
    }

    [Fact]
    public async Task Campaign_PausedAndResumedInAnotherProcess_IsOneRunOfTwoLinkedSpans()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        var state = Directory.CreateTempSubdirectory();
        string run;
        await using (
            var first = await SampleProcess.StartAsync(collector.Grpc, ["--rate", "0", "--faults", "off"], ("STATE_DIR", state.FullName)))
        {
            var (status, answer) = await first.PostAsync(
                "/campaigns", new { brief = "Launch a tea", approval = "manual", user = "ada", tenant = "north" });
            Assert.Equal(202, status);
            run = answer.GetProperty("run").GetString()!;
            await first.TerminateAsync();
        }

        await using var second = await SampleProcess.StartAsync(
            collector.Grpc, ["--rate", "0", "--faults", "off"], ("STATE_DIR", state.FullName));
        var (resumed, result) = await second.PostAsync($"/campaigns/{run}/approval", new { approved = true });
        await second.TerminateAsync();
        await Tree.WaitForAsync(receiver, 2);
        await receiver.WaitForAsync(r => r.Logs.Any(log => log.EventName == "agentotel.workflow.resumed"), "the resumption");
        state.Delete(recursive: true);

        Assert.Equal(200, resumed);
        Assert.Equal("published", result.GetProperty("status").GetString());
        var spans = receiver.Spans.Where(span => span.Name == "invoke_workflow campaign").OrderBy(span => span.Start).ToList();
        Assert.All(spans, span => Assert.Equal(run, span.Attributes["agentotel.workflow.run.id"]));
        Assert.Equal(["paused", "completed"], spans.Select(span => span.Attributes["agentotel.status"]));
        Assert.Equal([spans[0].SpanId], spans[1].LinkedSpanIds);
        Assert.Equal("north", spans[1].Attributes["agentotel.tenant"]);
        Assert.Equal(spans[0].Attributes["agentotel.correlation.id"], spans[1].Attributes["agentotel.correlation.id"]);
        Assert.NotEqual(spans[0].Origin.Resource["service.instance.id"], spans[1].Origin.Resource["service.instance.id"]);
    }

    [Fact]
    public async Task Campaign_PublishedByASecondProcess_IsOneTraceAndBaggageStaysInside()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        await using var publisher = await SampleProcess.StartAsync(
            collector.Grpc, ["--rate", "0", "--faults", "off"], ("OTEL_SERVICE_NAME", "publisher"));
        await using var sample = await SampleProcess.StartAsync(
            collector.Grpc,
            ["--rate", "0", "--faults", "off"],
            ("PUBLISHER_URL", $"http://localhost:{publisher.Address.Port}"),
            ("AgentOtel__BaggageHosts__0", "localhost"));

        await sample.PostAsync("/campaigns", new { brief = "Launch a tea", user = "lovelace" }, ("baggage", "user.id=mallory,secret=1"));
        using var http = new HttpClient();
        var provider = await http.GetStringAsync(new Uri(sample.Models, "/simulator/requests"));
        await sample.TerminateAsync();
        await publisher.TerminateAsync();
        await Tree.WaitForAsync(receiver);
        await receiver.WaitForAsync(r => r.Spans.Any(span => span.Name == "invoke_agent publisher"), "the publisher");

        var tree = Tree.Of(receiver, receiver.Span("invoke_workflow campaign").TraceId);
        var agent = tree.Single("invoke_agent publisher");
        Assert.Equal("publisher", agent.Origin.Resource["service.name"]);
        var server = tree.Parent(agent);
        Assert.Equal(ReceivedSpan.Server, server.Kind);
        Assert.Equal("System.Net.Http", tree.Parent(server).Origin.Scope);
        Assert.Contains("traceparent", provider, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("baggage", provider, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mallory", provider, StringComparison.Ordinal);
        Assert.DoesNotContain("lovelace", provider, StringComparison.Ordinal);
    }

    private static void CheckEvents(OtlpReceiver receiver, ReceivedSpan run, Tree tree)
    {
        foreach (var name in (string[])[
            "agentotel.workflow.started", "agentotel.workflow.completed", "agentotel.task.started", "agentotel.task.completed",
            "agentotel.agent.completed", "agentotel.model.completed", "agentotel.tool.completed", "agentotel.routing.decided",
            "agentotel.approval.requested", "agentotel.approval.answered", "gen_ai.evaluation.result"])
        {
            var events = receiver.Logs.Where(log => log.EventName == name).ToList();
            Assert.True(events.Count > 0, $"{name} did not arrive");
            Assert.All(events, log =>
            {
                Assert.Equal(name, log.Attributes["event.name"]);
                Assert.Equal(run.TraceId, log.TraceId);
                Assert.Contains(tree.Spans, span => span.SpanId == log.SpanId);
                Assert.Equal(log.Attributes.Count, log.AttributeCount);
            });
        }

        Assert.Equal(
            tree.Spans.Where(span =>
                span.Name.StartsWith("chat ", StringComparison.Ordinal)
                    || span.Name.StartsWith("embeddings ", StringComparison.Ordinal)).Select(call => call.SpanId).Order(),
            receiver.Logs.Where(log => log.EventName == "agentotel.model.completed").Select(log => log.SpanId).Order());
        Assert.Equal(
            tree.Spans.Where(span => span.Name.StartsWith("retrieval ", StringComparison.Ordinal)).Select(span => span.SpanId).Order(),
            receiver.Logs.Where(log => log.EventName == "agentotel.retrieval.completed").Select(log => log.SpanId).Order());
    }

    private static void CheckMetrics(OtlpReceiver receiver, Tree tree)
    {
        var points = receiver.Points.ToLookup(point => point.Metric);
        var duration = points["gen_ai.client.operation.duration"].ToList();
        Assert.Equal([0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92], duration[0].Bounds);
        Assert.Contains(duration, point => point.ExemplarSpanIds.Intersect(tree.Named("chat ").Select(call => call.SpanId)).Any());
        Assert.All(
            points.SelectMany(metric => metric).Where(point => point.Origin.Scope == "AgentOtel"),
            point => Assert.InRange(point.Attributes.Count, 0, 8));
        Assert.Contains(
            points["gen_ai.client.token.usage"],
            point =>
                (string?)point.Attributes["gen_ai.token.type"] == "input" && (string?)point.Attributes["gen_ai.agent.name"] == "research");
        Assert.NotEmpty(points["gen_ai.client.operation.time_to_first_chunk"]);
        Assert.NotEmpty(points["gen_ai.execute_tool.duration"]);
        Assert.NotEmpty(points["agentotel.task.duration"]);
        Assert.NotEmpty(points["agentotel.evaluation.score"]);
        Assert.NotEmpty(points["agentotel.approval.wait"]);
        Assert.NotEmpty(points["http.server.request.duration"]);
        Assert.NotEmpty(points["dotnet.gc.collections"]);
        Assert.Equal(1, points["marketing.campaigns.published"].Max(point => point.Value));
        Assert.Equal(0, points["agentotel.active"].Last().Value);
    }
}
