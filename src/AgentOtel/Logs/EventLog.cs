using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>Writes the contract's log events, each with its name and the context that it happened in.</summary>
internal sealed class EventLog(ILogger logger, UserIdentity user)
{
    private static readonly Func<EventFields, Exception?, string> Format = static (fields, _) => fields.ToString();

    public bool IsOn => logger.IsEnabled(LogLevel.Error);

    public bool IsEnabled(LogLevel level) => logger.IsEnabled(level);

    public void Write(LogLevel level, string eventName, EventFields fields, AgentContext context, Exception? exception = null)
    {
        fields.Add(SemanticConventions.Event.Name, eventName);
        ContextTags.AddTo(fields, context, user);
        logger.Log(level, new EventId(0, eventName), fields, exception, Format);
    }

    /// <summary>Writes an event of the app's own.</summary>
    public bool WriteOwn(string name, LogLevel level, string message, (string Name, object? Value)[] own)
    {
        var fields = new EventFields(message);
        foreach (var (field, value) in own)
        {
            fields.Add(field, value);
        }

        Write(level, name, fields, AgentContext.Current);
        return true;
    }

    /// <summary>Says that an operation started, with its span current.</summary>
    public void Started(string eventName, LogLevel level, Activity? span, AgentContext context)
    {
        if (logger.IsEnabled(level))
        {
            var current = Activity.Current;
            Activity.Current = span ?? current;
            try
            {
                Write(level, eventName, new EventFields(eventName), context);
            }
            finally
            {
                Activity.Current = current;
            }
        }
    }

    /// <summary>Says something of the kit itself, outside of any context.</summary>
    public void Say(LogLevel level, string eventName, string message)
    {
        if (logger.IsEnabled(level))
        {
            logger.Log(level, new EventId(0, eventName), new EventFields(message), null, Format);
        }
    }

    /// <summary>Says that the kit itself failed; the message of the exception may hold content, so its type alone is named.</summary>
    public void Fault(Exception exception, string where) =>
        Say(LogLevel.Warning, EventNames.TelemetryFault, $"AgentOtel failed in {where}: {exception.GetType().FullName}");
}
