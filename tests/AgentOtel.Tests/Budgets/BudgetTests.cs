using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Budgets;

public sealed class BudgetTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Spend_ReachingFractions_SaysEachOnceAPeriod()
    {
        List<double> called = [];
        using var recorder = new Recorder(
            Options(new Budget("daily", BudgetPeriod.Day) { LimitUsd = 1 }, reached => called.Add(reached.Fraction)));

        for (var i = 0; i < 12; i++)
        {
            Call(recorder, 0.1m);
        }

        Assert.Equal([0.5, 0.8, 1], called);
        var said = recorder.Events.Where(e => e.Name == "agentotel.budget.exceeded").ToList();
        Assert.Equal([0.5, 0.8, 1.0], said.Select(e => e.Fields["agentotel.budget.fraction"]));
        Assert.All(said, e => Assert.Equal(LogLevel.Warning, e.Level));
        Assert.Equal("daily", said[0].Fields["agentotel.budget.name"]);
        Assert.Equal("day", said[0].Fields["agentotel.budget.period"]);
        Assert.Equal(0.5, said[0].Fields["agentotel.budget.spent_usd"]);

        _clock.Advance(TimeSpan.FromDays(1));
        Call(recorder, 0.6m);
        Assert.Equal([0.5, 0.8, 1, 0.5], called);
    }

    [Theory]
    [InlineData(BudgetPeriod.Hour, 59, 1)]
    [InlineData(BudgetPeriod.Day, 60 * 24 - 1, 1)]
    [InlineData(BudgetPeriod.Month, 60 * 24 * 7 - 1, 1)]
    public void EnsureWithinBudget_UsedUp_RefusesUntilThePeriodEnds(BudgetPeriod period, int minutesInside, int minutesMore)
    {
        using var recorder = new Recorder(Options(new Budget("b", period) { LimitUsd = 1 }));
        recorder.Telemetry.EnsureWithinBudget();
        Call(recorder, 1m);

        var error = Assert.Throws<BudgetExceededException>(recorder.Telemetry.EnsureWithinBudget);
        _clock.Advance(TimeSpan.FromMinutes(minutesInside));
        Assert.Throws<BudgetExceededException>(recorder.Telemetry.EnsureWithinBudget);
        _clock.Advance(TimeSpan.FromMinutes(minutesMore));
        recorder.Telemetry.EnsureWithinBudget();

        Assert.Equal("b", error.Budget!.Name);
        Assert.Contains("1 of 1 dollars", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spend_OfAnotherAgentOrTenant_DoesNotCount()
    {
        using var recorder = new Recorder(
            Options(new Budget("b", BudgetPeriod.Day) { LimitTokens = 10, Agent = "writer", Tenant = "acme" }));

        using (recorder.Telemetry.StartWorkflow(new WorkflowStart("w") { Tenant = "acme" }))
        using (recorder.Telemetry.StartAgent("reader"))
        {
            Call(recorder, 0, tokens: 100);
            recorder.Telemetry.EnsureWithinBudget();
        }

        using (recorder.Telemetry.StartWorkflow(new WorkflowStart("w") { Tenant = "acme" }))
        using (recorder.Telemetry.StartAgent("writer"))
        {
            recorder.Telemetry.EnsureWithinBudget();
            Call(recorder, 0, tokens: 10);
            Assert.Throws<BudgetExceededException>(recorder.Telemetry.EnsureWithinBudget);
        }

        recorder.Telemetry.EnsureWithinBudget();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Spend_WithoutAPrice_UsesADollarBudgetUpByChoice(bool refuses)
    {
        using var recorder = new Recorder(Options(new Budget("b", BudgetPeriod.Day) { LimitUsd = 1, RefuseUnpriced = refuses }));

        Call(recorder, null);

        Assert.Equal(refuses, Record.Exception(recorder.Telemetry.EnsureWithinBudget) is BudgetExceededException);
    }

    [Fact]
    public void Budgets_WithNobodyListening_AreStillHeld()
    {
        var options = Options(new Budget("b", BudgetPeriod.Day) { LimitTokens = 5 });
        using var telemetry = new AgentTelemetry(options);

        using (var call = telemetry.StartChat(new ModelRequest("openai", "m")))
        {
            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = 5 } });
        }

        Assert.Throws<BudgetExceededException>(telemetry.EnsureWithinBudget);
    }

    [Fact]
    public void Budgets_WithAFolder_SurviveARestart()
    {
        var folder = Directory.CreateTempSubdirectory();
        var options = Options(new Budget("b", BudgetPeriod.Day) { LimitUsd = 1 });
        options.BudgetFolder = folder.FullName;
        using (var first = new Recorder(options))
        {
            Call(first, 0.75m);
        }

        using (var second = new Recorder(options))
        {
            Call(second, 0.25m);
            Assert.Throws<BudgetExceededException>(second.Telemetry.EnsureWithinBudget);
            Assert.Equal(
                [0.8, 1.0],
                second.Events.Where(e => e.Name == "agentotel.budget.exceeded").Select(e => e.Fields["agentotel.budget.fraction"]));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void Budgets_OfTwoProcesses_TakeAFileEach()
    {
        var folder = Directory.CreateTempSubdirectory();
        using (var first = BudgetFile.Open(folder.FullName))
        using (var second = BudgetFile.Open(folder.FullName))
        {
            first.Write(new() { ["b"] = new BudgetState { Usd = 1 } });
            second.Write(new() { ["b"] = new BudgetState { Usd = 2 } });
        }

        using (var again = BudgetFile.Open(folder.FullName))
        {
            Assert.Equal(1, again.Read()["b"].Usd);
        }

        Assert.Equal(2, folder.GetFiles("*.json").Length);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Budgets_KilledAmidAWrite_ReadTheLastGoodState()
    {
        var folder = Directory.CreateTempSubdirectory();
        using (var file = BudgetFile.Open(folder.FullName))
        {
            file.Write(new() { ["b"] = new BudgetState { Usd = 3 } });
        }

        // What a kill leaves: a next state that is torn, and has not taken the name yet.
        File.WriteAllText(Path.Combine(folder.FullName, "budgets-0.json.next"), """{"b":{"usd":4""");
        using (var file = BudgetFile.Open(folder.FullName))
        {
            Assert.Equal(3, file.Read()["b"].Usd);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void Budgets_WithAFileThatIsNotReadable_PutItAsideAndGoOn()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "budgets-0.json");
        File.WriteAllText(path, "not json");
        var options = Options(new Budget("b", BudgetPeriod.Day) { LimitUsd = 1 });
        options.BudgetFolder = folder.FullName;

        using (var first = new Recorder(options))
        {
            Call(first, 1m);
        }

        using (var second = new Recorder(options))
        {
            Assert.Throws<BudgetExceededException>(second.Telemetry.EnsureWithinBudget);
        }

        Assert.Equal("not json", File.ReadAllText(path + ".bad"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void EnsureWithinBudget_OfALimitOfZero_RefusesAtOnce()
    {
        using var recorder = new Recorder(Options(new Budget("b", BudgetPeriod.Day) { LimitUsd = 0 }));

        Assert.Throws<BudgetExceededException>(recorder.Telemetry.EnsureWithinBudget);
    }

    [Fact]
    public void Spend_WithAClockSetBack_IsKept()
    {
        using var recorder = new Recorder(Options(new Budget("b", BudgetPeriod.Hour) { LimitUsd = 1 }));
        Call(recorder, 1m);

        _clock.Advance(TimeSpan.FromHours(-1));

        Assert.Throws<BudgetExceededException>(recorder.Telemetry.EnsureWithinBudget);
    }

    [Fact]
    public void OnBudgetReached_ThatThrows_NeverReachesTheApp()
    {
        using var recorder = new Recorder(
            Options(new Budget("b", BudgetPeriod.Day) { LimitUsd = 1, Fractions = [1] }, _ => throw new InvalidOperationException()));

        Call(recorder, 1m);

        Assert.Single(recorder.Events, e => e.Name == "agentotel.model.failed" || e.Name == "agentotel.model.completed");
        Assert.Equal("fault", recorder.Measurement("agentotel.telemetry.dropped").Tags["agentotel.reason"]);
        Assert.Throws<BudgetExceededException>(recorder.Telemetry.EnsureWithinBudget);
    }

    private static void Call(Recorder recorder, decimal? usd, long tokens = 1)
    {
        using var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "no-such-model"));
        call.SetResponse(new ModelResponse { CostUsd = usd, Usage = new() { InputTokens = tokens } });
    }

    private AgentTelemetryOptions Options(Budget budget, Action<BudgetReached>? onReached = null) =>
        new() { TimeProvider = _clock, Budgets = { budget }, OnBudgetReached = onReached };
}
