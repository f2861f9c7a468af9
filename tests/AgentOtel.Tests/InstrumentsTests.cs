using System.Diagnostics.Metrics;

namespace AgentOtel.Tests;

public sealed class InstrumentsTests
{
    [Theory]
    [InlineData(null, "gen_ai.client.operation.duration", "gen_ai.client.inference.duration")]
    [InlineData("http, gen_ai_latest_experimental", "gen_ai.client.inference.duration", "gen_ai.client.token.usage")]
    public void Naming_FromTheVariable_DecidesWhichInstrumentsExist(string? variable, string present, string absent)
    {
        using var meter = new Meter(Guid.NewGuid().ToString());

        var make = new InstrumentFactory(meter, new DropCounts());
        var names = new ModelCallInstruments(make, MetricNamingVariable.Parse(variable)).All.Select(i => i.Name).ToList();

        Assert.Contains(present, names);
        Assert.DoesNotContain(absent, names);
    }

    [Fact]
    public void Naming_Dup_MakesBothFamilies()
    {
        using var meter = new Meter(Guid.NewGuid().ToString());

        var make = new InstrumentFactory(meter, new DropCounts());
        var names = new ModelCallInstruments(
            make, MetricNamingVariable.Parse("gen_ai_latest_experimental/dup")).All.Select(i => i.Name).ToList();

        Assert.Contains("gen_ai.client.token.usage", names);
        Assert.Contains("gen_ai.client.inference.usage.input_tokens", names);
    }

    [Fact]
    public void Enabled_OnlyWithAListener_IsTrue()
    {
        using var meter = new Meter(Guid.NewGuid().ToString());
        var drops = new DropCounts();
        var instruments = new Instruments(meter, MetricNaming.Established, new ActiveOperations(drops), drops);
        Assert.False(instruments.Enabled);

        using var listener = new MeterListener();
        listener.EnableMeasurementEvents(instruments.TaskRetries.Instrument);

        Assert.True(instruments.Enabled);
    }
}
