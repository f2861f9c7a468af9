using System.Diagnostics;

namespace AgentOtel.Hosting;

/// <summary>
/// Takes secrets out of exceptions before they become events of a span, by the hook that .NET has for it. It listens to what is
/// listened to anyway, and asks for nothing to be recorded.
/// </summary>
internal sealed class ExceptionRedaction : IDisposable
{
    private readonly ActivityListener _listener;

    /// <summary>Begins. The sources' other listeners must be there already.</summary>
    public ExceptionRedaction(Redactor redactor)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.HasListeners(),
            ExceptionRecorder = (Activity activity, Exception exception, ref TagList tags) =>
            {
                if (activity.IsAllDataRequested)
                {
                    Add(ref tags, SemanticConventions.Exception.Message, exception.Message, redactor);
                    Add(ref tags, SemanticConventions.Exception.StackTrace, exception.ToString(), redactor);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>What is there already, .NET does not add.</summary>
    private static void Add(ref TagList tags, string key, string text, Redactor redactor)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            if (tags[i].Key == key)
            {
                tags[i] = new(key, redactor.Redact(key, tags[i].Value));
                return;
            }
        }

        tags.Add(key, redactor.Redact(text));
    }
}
