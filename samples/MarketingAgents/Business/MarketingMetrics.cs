using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MarketingAgents;

/// <summary>The app's own figures and spans. One line of the options brings them along.</summary>
internal sealed class MarketingMetrics : IDisposable
{
    public const string Name = "MarketingAgents";

    private readonly Meter _meter = new(Name);
    private readonly ActivitySource _source = new(Name);
    private readonly Counter<long> _published;
    private readonly Counter<long> _reviewed;
    private readonly Histogram<double> _timeToPublish;

    public MarketingMetrics()
    {
        _published = _meter.CreateCounter<long>("marketing.campaigns.published", "{campaign}", "Campaigns that went out.");
        _reviewed = _meter.CreateCounter<long>("marketing.pieces.reviewed", "{piece}", "Pieces of copy that were approved or rejected.");
        _timeToPublish = _meter.CreateHistogram<double>("marketing.time_to_publish", "s", "Time from the brief to the publication.");
        _published.Add(0);
    }

    public Activity? StartPublishing() => _source.StartActivity("publish campaign");

    public void Published(TimeSpan sinceBrief)
    {
        _published.Add(1);
        _timeToPublish.Record(sinceBrief.TotalSeconds);
    }

    public void Reviewed(string answer) => _reviewed.Add(1, new KeyValuePair<string, object?>("marketing.answer", answer));

    public void Dispose()
    {
        _meter.Dispose();
        _source.Dispose();
    }
}
