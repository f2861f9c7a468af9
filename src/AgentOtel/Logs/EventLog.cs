using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel;

/// <summary>
/// Writes the contract's log events, each with its name and the context that it happened in. What a logging provider throws
/// stays here: the event is counted as dropped.
/// </summary>
internal sealed class EventLog(ILogger logger, UserIdentity user, DropCounts drops)
{
    private static readonly Func<EventFields, Exception?, string> Format = static (fields, _) => fields.ToString();

    private readonly bool _isSilent = logger is NullLogger;

    public bool IsOn => IsEnabled(LogLevel.Error);

    public bool IsEnabled(LogLevel level)
    {
        if (_isSilent)
        {
            return false;
        }

        try
        {
            return logger.IsEnabled(level);
        }
        catch (Exception)
        {
            // The boundary to the app's logging, which is where it would be told.
            drops.Add("logs", "fault");
            return false;
        }
    }

    public void Write(LogLevel level, string eventName, EventFields fields, AgentContext context, Exception? exception = null)
    {
        fields.Add(SemanticConventions.Event.Name, eventName);
        ContextTags.AddTo(fields, context, user);
        Log(level, eventName, fields, exception);
    }

    /// <summary>Writes an event of the app's own.</summary>
    public void WriteOwn(LogLevel level, string name, string message, (string Name, object? Value)[] own)
    {
        var fields = new EventFields(message);
        foreach (var (field, value) in own)
        {
            fields.Add(field, value);
        }

        Write(level, name, fields, AgentContext.Current);
    }

    /// <summary>Says something of the kit itself, outside of any context.</summary>
    public void Say(LogLevel level, string eventName, string message)
    {
        if (IsEnabled(level))
        {
            Log(level, eventName, new EventFields(message), null);
        }
    }

    /// <summary>Says that the kit itself failed; the message of the exception may hold content, so its type alone is named.</summary>
    public void Fault(Exception exception, string where) =>
        Say(LogLevel.Warning, EventNames.TelemetryFault, $"AgentOtel failed in {where}: {exception.GetType().FullName}");

    private void Log(LogLevel level, string eventName, EventFields fields, Exception? exception)
    {
        try
        {
            logger.Log(level, new EventId(0, eventName), fields, exception, Format);
        }
        catch (Exception)
        {
            // The boundary to the app's logging, which is where it would be told.
            drops.Add("logs", "fault");
        }
    }
}
