using System.Diagnostics;
using OpenTelemetry;

namespace AgentOtel.Hosting;

/// <summary>
/// Sets the context in force on the spans of other libraries, since the kit's own carry it already, and takes secrets out of
/// every span that ends.
/// </summary>
internal sealed class ContextSpanProcessor : BaseProcessor<Activity>
{
    private readonly TelemetryAccess _telemetry;
    private readonly Redactor _redactor;
    private readonly ActivityListener _exceptions;

    public ContextSpanProcessor(TelemetryAccess telemetry, Redactor redactor)
    {
        _telemetry = telemetry;
        _redactor = redactor;

        // An event of a span cannot be changed once it is there: what is set here wins over what .NET would set.
        _exceptions = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            ExceptionRecorder = (Activity _, Exception exception, ref TagList tags) =>
            {
                Add(ref tags, SemanticConventions.Exception.Message, exception.Message);
                Add(ref tags, SemanticConventions.Exception.StackTrace, exception.ToString());
            },
        };
        ActivitySource.AddActivityListener(_exceptions);
    }

    public override void OnStart(Activity data)
    {
        if (data.IsAllDataRequested && data.Source.Name != AgentTelemetry.SourceName)
        {
            _telemetry.Current?.AddContext(data);
        }
    }

    public override void OnEnd(Activity data)
    {
        if (data.IsAllDataRequested)
        {
            SpanRedaction.Redact(data, _redactor);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _exceptions.Dispose();
        base.Dispose(disposing);
    }

    private void Add(ref TagList tags, string name, string value)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            if (tags[i].Key == name)
            {
                tags[i] = new(name, _redactor.Redact(name, tags[i].Value));
                return;
            }
        }

        tags.Add(name, _redactor.Redact(value));
    }
}
