using System.Diagnostics;

namespace AgentOtel.Tests;

public sealed class FingerprintTests
{
    [Fact]
    public void Of_TheSameFaultWithOtherWords_IsTheSame()
    {
        var one = Of(Thrown(() => Fail("order 17 of ada failed")));
        var other = Of(Thrown(() => Fail("order 18 of bob failed")));

        Assert.Equal(one, other);
        Assert.Matches("^[0-9a-f]{16}$", one);
    }

    [Fact]
    public void Of_DifferentFaults_Differs()
    {
        var fail = Thrown(() => Fail("x"));
        string[] all =
        [
            Of(fail),
            Of(Thrown(() => FailElsewhere("x"))),
            Of(Thrown(() => throw new ArgumentException("x"))),
            Of(new InvalidOperationException("x", fail)),
            ErrorFingerprint.Of("t", "timeout", "chat m", fail),
            ErrorFingerprint.Of("t", "internal", "execute_tool search", fail),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public async Task Of_AnAsyncFault_IsThatOfItsMethodsAndNotOfTheCompilersNames()
    {
        var one = await Record.ExceptionAsync(() => FailAsync(1));
        var other = await Record.ExceptionAsync(() => FailAsync(2));

        Assert.Equal(Of(one!), Of(other!));
    }

    [Theory]
    [InlineData(
        "   at Shop.Orders.<Place>d__12.MoveNext() in /src/Orders.cs:line 10",
        "   at Shop.Orders.<Place>d__15.MoveNext() in /other/Orders.cs:line 99")]
    [InlineData(
        "   at Shop.Orders.<>c__DisplayClass4_0.<Place>b__1(Int32 i)", "   at Shop.Orders.<>c__DisplayClass7_1.<Place>b__0(Int32 i)")]
    [InlineData("   at Shop.Orders.<Place>g__Check|3_0()", "   at Shop.Orders.<Place>g__Check|5_2()")]
    [InlineData(
        "   at Shop.Orders.Place(String id)",
        "   at Shop.Orders.Place(String id)\n   at System.Threading.Tasks.Task.Run()\n   at Microsoft.AspNetCore.Routing.X()")]
    [InlineData(
        "   at OpenAI.Chat.ChatClient.CompleteChatAsync(X x)\n   at Shop.Orders.Place(String id)",
        "   at OpenAI.Chat.ChatClient.SendAsync(X x)\n   at Shop.Orders.Place(String id)")]
    [InlineData(
        "   at Shop.Orders.Place(String id)",
        "   at Npgsql.Internal.NpgsqlConnector.Read()\n   at Polly.Retry.Run()\n   at Shop.Orders.Place(String id)\n   at "
            + "AgentOtel.AspNetCore.RequestMiddleware.InvokeAsync(X x)")]
    public void Of_FramesOfAnotherBuild_IsTheSame(string stack, string other) =>
        Assert.Equal(Of(new WithStack(stack)), Of(new WithStack(other)));

    [Fact]
    public void Fail_InAnOperation_StandsOnSpanAndLogAndOnNoMetric()
    {
        using var recorder = new Recorder();

        using (var tool = recorder.Telemetry.StartTool("search"))
        {
            tool.Fail(Thrown(() => Fail("x")));
        }

        var fingerprint = Assert.IsType<string>(recorder.Span("execute_tool search").GetTagItem("agentotel.error.fingerprint"));
        Assert.Equal(fingerprint, recorder.Event("agentotel.error").Fields["agentotel.error.fingerprint"]);
        Assert.DoesNotContain("agentotel.error.fingerprint", recorder.Measurement("agentotel.errors").Tags.Keys);
    }

    [Fact]
    public void Fail_InARunThatIsNotSampled_IsOfTheSameGroup()
    {
        var failure = Thrown(() => Fail("x"));
        ActivitySamplingResult[] samplings =
        [
            ActivitySamplingResult.AllDataAndRecorded, ActivitySamplingResult.PropagationData, ActivitySamplingResult.None,
        ];
        var groups = samplings.Select(sampling =>
        {
            using var recorder = new Recorder(null, sampling);
            using (var tool = recorder.Telemetry.StartTool("search"))
            {
                tool.Fail(failure);
            }

            return recorder.Event("agentotel.error").Fields["agentotel.error.fingerprint"];
        });

        Assert.Single(groups.Distinct());
    }

    private static string Of(Exception exception) => ErrorFingerprint.Of("t", "internal", "chat m", exception);

    private static Exception Thrown(Action action) => Record.Exception(action)!;

    private static void Fail(string message) => throw new InvalidOperationException(message);

    private static void FailElsewhere(string message) => throw new InvalidOperationException(message);

    private static async Task FailAsync(int id)
    {
        await Task.Yield();
        throw new InvalidOperationException($"{id}");
    }

    private sealed class WithStack(string stack) : Exception
    {
        public override string StackTrace { get; } = stack;
    }
}
