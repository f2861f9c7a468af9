using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>A call of a model: chat, text completion or embeddings.</summary>
/// <remarks>A call is one logical operation, its automatic retries included.</remarks>
public sealed class ModelCall : AgentOperation
{
    internal static readonly ModelCall None = new();

    private readonly ModelCallStart _start = null!;
    private readonly StreamTimes? _stream;
    private ModelAnswer _answer;
    private ModelCost _cost;

    private ModelCall()
    {
    }

    private ModelCall(TelemetryCore core, in OperationStart operation, in StartOptions options, ModelCallStart start)
        : base(core, operation, options)
    {
        _start = start;
        _stream = start.Request.Stream ? new StreamTimes(core.Clock) : null;
    }

    private protected override ContentNames? ContentNames =>
        _start.Operation == ModelOperations.Embeddings ? null : AgentOtel.ContentNames.Messages;

    private protected override string SpanName => _start.SpanName;

    private protected override CallFigures Figures => new()
    {
        ModelCalls = 1,
        InputTokens = _answer.Usage.InputTokens ?? 0,
        OutputTokens = _answer.Usage.OutputTokens ?? 0,
        CostUsd = _cost.Usd,
    };

    /// <summary>
    /// Records what the model answered. Call it again for each part of a stream: what a later part says replaces what an
    /// earlier one said, and what it leaves out stays.
    /// </summary>
    public void SetResponse(in ModelResponse response)
    {
        if (Core is not null)
        {
            _answer.Add(response);
        }
    }

    /// <summary>Adds text of a stream to the answer, where content is captured.</summary>
    public void AppendOutput(string? text) => Capture(ContentPart.Text, text);

    /// <summary>The system's instructions, where they are no message; recorded where content is captured.</summary>
    public void SetInstructions(string? text) => Capture(ContentPart.Instructions, text);

    /// <summary>The tools that the model may call, as the provider is sent them; recorded where content is captured.</summary>
    /// <param name="definitions">A list of dictionaries, a <see cref="System.Text.Json.JsonElement"/>, or JSON as text.</param>
    public void SetToolDefinitions(object? definitions) => Capture(ContentPart.ToolDefinitions, definitions);

    /// <summary>Tells that a chunk of a stream came: the first one gives the time to first chunk.</summary>
    public void ChunkReceived()
    {
        if (_stream is { } stream && Core is { } core)
        {
            using (CurrentSpan.Use(Activity))
            {
                stream.Chunk(core.Metrics.ModelCalls, Series().Tags);
            }
        }
    }

    /// <summary>
    /// Passes a stream on, times its chunks and ends the call when it ends: as failed where it throws, is cancelled or
    /// is no longer read before a finish reason came. Inside, this call is current; between the items the reader's own
    /// span is.
    /// </summary>
    /// <param name="source">The stream.</param>
    /// <param name="onItem">Reads what an item tells, as by <see cref="SetResponse"/>. What it throws is reported and stays here.</param>
    /// <param name="cancellationToken">Goes on to the stream.</param>
    public IAsyncEnumerable<T> ObserveAsync<T>(
        IAsyncEnumerable<T> source,
        Action<ModelCall, T>? onItem = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        Leave();
        return ObservedStream.ReadAsync(this, source, onItem, cancellationToken);
    }

    internal static ModelCall Start(TelemetryCore core, string operation, ModelRequest request, in StartOptions options)
    {
        var start = request.StartOf(operation);
        return new ModelCall(
            core,
            new OperationStart
            {
                SpanName = start.SpanName,
                Kind = ActivityKind.Client,
                Tags = start.Tags,
                Context = options.Surroundings,
            },
            options,
            start);
    }

    internal void EnterFlow() => Enter();

    /// <summary>Lets the app's callback read an item: it serves telemetry, and must not break the stream.</summary>
    internal void Read<T>(T item, Action<ModelCall, T> onItem)
    {
        try
        {
            onItem(this, item);
        }
        catch (Exception exception)
        {
            Core?.Report(exception, nameof(ObserveAsync));
        }
    }

    private protected override void OnEnding(TelemetryCore core, double seconds)
    {
        if (_stream is not null && _answer.FinishReasons is null)
        {
            _answer.Finish(["error"]);
            if (Failure is null)
            {
                SetFailure(core, core.ErrorClassifier.FromType("stream_incomplete", ErrorCategories.Network, SpanName), null);
            }
        }

        _cost = CallPricing.Price(core, _start.Request, _answer, StartedAt(core));
    }

    private protected override void AddTags(Activity span)
    {
        RequestTags.AddTo(span, _start.Request);
        _answer.AddTo(span);
        span.AddKnown(SemanticConventions.GenAi.Response.TimeToFirstChunk, _stream?.ToFirstChunk);
        CostTags.AddTo(span, _cost, CostSource);
    }

    private protected override void RecordMetrics(TelemetryCore core, double seconds)
    {
        ref readonly var usage = ref _answer.Usage;
        var isUnpriced = _cost.Usd is null && !(Failure is not null && _cost.UnpricedReason == CallPricing.NoUsage);
        if (core.Budgets.IsOn)
        {
            core.Budgets.Spend(RecordedContext, null, (usage.InputTokens ?? 0) + (usage.OutputTokens ?? 0), isUnpriced);
        }

        var series = Series();
        ModelCallMetrics.RecordDuration(core.Metrics.ModelCalls, series.Tags, _start.IsInference, seconds, Failure?.Type);
        ModelCallMetrics.RecordUsage(core.Metrics.ModelCalls, series, usage, Failure?.Type);
        if (_cost.Usd is { } usd)
        {
            core.AddCost(usd, series.Cost, RecordedContext);
        }
        else if (isUnpriced)
        {
            CallPricing.CountUnpriced(core, _start.Provider, _start.Request.Model, _cost.UnpricedReason);
        }
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
        var (name, level, status) = Failure is null
            ? (EventNames.ModelCompleted, LogLevel.Information, Statuses.Completed)
            : (EventNames.ModelFailed, LogLevel.Warning, Failure.IsCancellation ? Statuses.Cancelled : Statuses.Failed);
        if (!log.IsEnabled(level))
        {
            return;
        }

        var fields = Ended($"{_start.SpanName} {status}", status, seconds);
        ModelCallEvents.Add(fields, _start, _start.Request, _answer);
        ModelCallEvents.Add(fields, _answer.Usage);
        ModelCallEvents.Add(fields, _cost, CostSource);
        fields.Add(SemanticConventions.GenAi.Response.TimeToFirstChunk, _stream?.ToFirstChunk);
        log.Write(level, name, fields, RecordedContext);
        if (Content is { IsOnEvents: true } content)
        {
            // The convention's event: content apart from traces.
            var details = new EventFields(_start.SpanName);
            ModelCallEvents.Add(details, _start, _start.Request, _answer);
            content.AddTo(details);
            log.Write(LogLevel.Information, EventNames.InferenceDetails, details, RecordedContext);
        }
    }

    private protected override EventFields WithContent(EventFields fields) => fields;

    private string CostSource =>
        _cost.TableVersion is null && _answer.Details?.CostUsd is not null ? CostTags.FromProvider : CostTags.FromTable;

    private ModelCallSeries Series() => _start.SeriesOf(_answer.Model, RecordedContext);
}
