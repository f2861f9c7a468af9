using System.Diagnostics;

namespace AgentOtel;

/// <summary>
/// When the chunks of a stream came. Further chunks are recorded as they come, so that nothing is held; their tags are made
/// again only when the answer says another model.
/// </summary>
internal sealed class StreamTimes(TimeProvider time, long startedAt)
{
    private KeyValuePair<string, object?>[]? _tags;
    private string? _model;
    private long _lastAt;

    public double? ToFirstChunk { get; private set; }

    /// <summary>The tags of this stream's measurements, if they still hold for the model that answers.</summary>
    public KeyValuePair<string, object?>[]? TagsFor(string? model) => ReferenceEquals(model, _model) ? _tags : null;

    public KeyValuePair<string, object?>[] KeepTags(string? model, in TagList tags)
    {
        _model = model;
        return _tags = tags.ToArray();
    }

    public void Chunk(ModelCallInstruments instruments, KeyValuePair<string, object?>[] tags)
    {
        var now = time.GetTimestamp();
        if (ToFirstChunk is null)
        {
            var seconds = time.GetElapsedTime(startedAt, now).TotalSeconds;
            ToFirstChunk = seconds;
            instruments.TimeToFirstChunk.Record(seconds, tags);
            instruments.InferenceTimeToFirstChunk.Record(seconds, tags);
        }
        else
        {
            var seconds = time.GetElapsedTime(_lastAt, now).TotalSeconds;
            instruments.TimePerOutputChunk.Record(seconds, tags);
            instruments.InferenceTimePerOutputChunk.Record(seconds, tags);
        }

        _lastAt = now;
    }
}
