using System.Text;
using System.Text.Json;

namespace AgentOtel.Tests.Content;

/// <summary>Whatever goes in, what comes out is bounded, parses, and comes in time.</summary>
public sealed class ContentFuzzTests
{
    private const int MaxBytes = 2048;

    private static readonly ContentPolicy Policy = new(ContentCapture.Spans, MaxBytes, null, Redactor.Default);

    [Fact]
    public void Write_OfRandomValues_IsBoundedJson()
    {
        var random = new Random(20261124);
        for (var i = 0; i < 1000; i++)
        {
            AssertBoundedJson(Value(random, 0));
        }
    }

    [Fact]
    public void Redact_OfRandomText_NeverThrowsAndKeepsWhatIsOrdinary()
    {
        var random = new Random(42);
        for (var i = 0; i < 2000; i++)
        {
            var text = Text(random, random.Next(400));
            var redacted = Redactor.Default.Redact(text + " ada@example.com " + text);
            Assert.DoesNotContain("ada@example.com", redacted, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a@")]
    [InlineData("1 ")]
    [InlineData("password")]
    [InlineData("token=")]
    [InlineData("-----BEGIN ")]
    [InlineData("eyJ.")]
    [InlineData("\ud800")]
    [InlineData("\udc00\ud800")]
    [InlineData("a:b@c://")]
    public async Task Write_OfTenMegabytes_EndsInTimeAndIsCut(string unit)
    {
        var text = new StringBuilder(10_000_000).Insert(0, unit, 10_000_000 / unit.Length).ToString();

        // What reads the text again for each of its parts would take hours.
        await Task.Run(() =>
        {
            AssertBoundedJson(text);
            Redactor.Default.Redact(text);
        }).WaitAsync(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void Write_OfACircleAndOfDeepNesting_Ends()
    {
        var circle = new Dictionary<string, object?>();
        circle["self"] = circle;
        circle["list"] = new object[] { circle, circle };
        AssertBoundedJson(circle);
        AssertBoundedJson(new string('[', 100_000));
        AssertBoundedJson(string.Concat(Enumerable.Repeat("""{"a":""", 50_000)));
        using var deep = JsonDocument.Parse(new string('[', 60) + new string(']', 60));
        AssertBoundedJson(deep.RootElement);
        AssertBoundedJson(Enumerable.Range(0, int.MaxValue).Select(i => (object)i));
    }

    [Fact]
    public void SetInput_OfAValueThatThrows_StaysInTheKit()
    {
        using var recorder = new Recorder(new() { ContentCapture = ContentCapture.Spans });

        using (var tool = recorder.Telemetry.StartTool("send"))
        {
            tool.SetInput(Enumerable.Range(0, 3).Select(i => i == 1 ? throw new InvalidOperationException("x") : (object)i));
        }

        Assert.Equal("fault", recorder.Measurement("agentotel.telemetry.dropped").Tags["agentotel.reason"]);
        Assert.Single(recorder.Spans);
    }

    private static void AssertBoundedJson(object? value)
    {
        foreach (var json in new[] { Policy.Write(value, null), Policy.Write(value, "user") })
        {
            Assert.True(Encoding.UTF8.GetByteCount(json) <= MaxBytes, $"{Encoding.UTF8.GetByteCount(json)} bytes");
            using var parsed = JsonDocument.Parse(json);
        }

        Assert.True((Policy.Summarize(value)?.Length ?? 0) < 1500);
    }

    private static object? Value(Random random, int depth) => random.Next(depth > 8 ? 6 : 9) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextDouble() * double.MaxValue * (random.Next(3) - 1),
        3 => random.NextInt64(),
        4 => Text(random, random.Next(600)),
        5 => new object(),
        6 => Enumerable.Range(0, random.Next(12)).Select(_ => Value(random, depth + 3)).ToArray(),
        7 => Enumerable.Range(0, random.Next(12)).ToDictionary(i => $"{i}:{Text(random, random.Next(60))}", _ => Value(random, depth + 3)),
        _ => new List<ModelMessage> { new(Text(random, 5), Text(random, random.Next(3000))) { Name = Text(random, 10) } },
    };

    private static string Text(Random random, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
        {
            text.Append((char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(0x20, 0x7f)));
        }

        return text.ToString();
    }
}
