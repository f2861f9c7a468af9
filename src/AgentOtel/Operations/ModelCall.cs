using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>A call of a model: chat, text completion, embeddings or a retrieval.</summary>
/// <remarks>A call is one logical operation, its automatic retries included.</remarks>
public sealed class ModelCall : AgentOperation
{
    internal static readonly ModelCall None = new();

    private readonly string _operation = ModelOperations.Chat;
    private readonly ModelRequest _request;
    private readonly string? _dataSource;
    private readonly StreamTimes? _stream;
    private ModelResponse _response;
    private ModelCost _cost;

    private ModelCall()
    {
    }

    private ModelCall(TelemetryCore core, in OperationStart start, string operation, in ModelRequest request, string? dataSource)
        : base(core, start)
    {
        _operation = operation;
        _request = request;
        _dataSource = dataSource;
        _stream = request.Stream ? new StreamTimes(core.Time, core.Time.GetTimestamp()) : null;
    }

    private bool IsRetrieval => _operation == ModelOperations.Retrieval;

    private protected override ContentNames? ContentNames => _operation switch
    {
        ModelOperations.Retrieval => AgentOtel.ContentNames.Retrieval,
        ModelOperations.Embeddings => null,
        _ => AgentOtel.ContentNames.Messages,
    };

    private protected override CallFigures Figures => new()
    {
        ModelCalls = IsRetrieval ? 0 : 1,
        InputTokens = _response.Usage.InputTokens ?? 0,
        OutputTokens = _response.Usage.OutputTokens ?? 0,
        CostUsd = _cost.Usd,
    };

    /// <summary>
    /// Records what the model answered. Call it again for each part of a stream: what a later part says replaces what an
    /// earlier one said, and what it leaves out stays.
    /// </summary>
    public void SetResponse(in ModelResponse response) => _response = _response.Merge(response);

    /// <summary>Adds text of a stream to the answer, where content is captured.</summary>
    public void AppendOutput(string? text) => Record(text, static (call, _, t) => ((ModelCall)call).Content?.Append((string?)t ?? ""));

    /// <summary>The system's instructions, where they are no message; recorded where content is captured.</summary>
    public void SetInstructions(string? text) => Record(text, static (call, _, t) => ((ModelCall)call).Content?.SetInstructions((string?)t ?? ""));

    /// <summary>The tools that the model may call, as the provider is sent them; recorded where content is captured.</summary>
    /// <param name="definitions">A list of dictionaries, a <see cref="System.Text.Json.JsonElement"/>, or JSON as text.</param>
    public void SetToolDefinitions(object? definitions) => Record(definitions, static (call, _, d) => ((ModelCall)call).Content?.SetToolDefinitions(d));

    /// <summary>Tells that a chunk of a stream came: the first one gives the time to first chunk.</summary>
    public void ChunkReceived()
    {
        if (_stream is not null && Core is { } core)
        {
            var current = Activity.Current;
            Activity.Current = Activity ?? current;
            _stream.Chunk(core.Metrics.ModelCalls, MetricTagsOfCall());
            Activity.Current = current;
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
        return ReadAsync(source, onItem, cancellationToken);
    }

    internal static ModelCall Start(
        TelemetryCore core,
        string operation,
        in ModelRequest request,
        string? dataSource = null,
        int? topK = null)
    {
        var tags = new TagList { { SemanticConventions.GenAi.OperationName, operation } };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, NullIfEmpty(request.Provider));
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, request.Model);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.DataSourceId, dataSource);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.Server.Address, request.ServerAddress);
        if (request is { ServerAddress: not null, ServerPort: { } port })
        {
            tags.Add(SemanticConventions.Server.Port, port);
        }

        if (topK is { } count)
        {
            tags.Add(SemanticConventions.GenAi.RetrievalTopK, count);
        }

        return new ModelCall(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of(operation, dataSource ?? request.Model),
                Kind = ActivityKind.Client,
                Tags = tags,
                Context = request.Options.Parent ?? AgentContext.Current,
                Options = request.Options,
            },
            operation,
            request,
            dataSource);
    }

    internal static ModelCall Start(TelemetryCore core, in RetrievalStart start) => Start(
        core,
        ModelOperations.Retrieval,
        new ModelRequest(start.Provider ?? "", start.Model)
        {
            ServerAddress = start.ServerAddress,
            ServerPort = start.ServerPort,
            Options = start.Options,
        },
        start.DataSource,
        start.TopK);

    private protected override void OnEnding(TelemetryCore core, double seconds)
    {
        if (_stream is not null && _response.FinishReasons is null or { Count: 0 })
        {
            _response = _response.Merge(new() { FinishReasons = ["error"] });
            if (Failure is null)
            {
                SetFailure(core, core.ErrorClassifier.FromType("stream_incomplete", ErrorCategories.Network, Name), null);
            }
        }

        _cost = CallPricing.Price(core, _request, _response, StartedAt);
    }

    private protected override void AddTags(Activity span)
    {
        ModelCallTags.AddTo(span, _request);
        ModelCallTags.AddTo(span, _response);
        span.AddKnown(SemanticConventions.GenAi.Response.TimeToFirstChunk, _stream?.ToFirstChunk);
        CostTags.AddTo(span, _cost.Usd, CostSource, _cost.TableVersion, _cost.IsIncomplete);
    }

    private protected override void RecordMetrics(Instruments metrics, double seconds)
    {
        var tags = MetricTagsOfCall();
        var isInference = _operation is ModelOperations.Chat or ModelOperations.TextCompletion;
        ModelCallMetrics.RecordDuration(metrics.ModelCalls, tags, isInference, seconds, Failure);
        ModelCallMetrics.RecordUsage(metrics.ModelCalls, tags, _response.Usage, Failure);
        var tokens = (_response.Usage.InputTokens ?? 0) + (_response.Usage.OutputTokens ?? 0);
        Core!.Budgets.Spend(Context, null, tokens, isUnpriced: !IsRetrieval && _cost.Usd is null);
        if (!IsRetrieval || _cost.Usd is not null)
        {
            CallPricing.Record(Core!, _request, _cost, Context);
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

        var usage = _response.Usage;
        log.Write(level, name, Ended($"{_operation} {_dataSource ?? _request.Model} {status}", status, seconds)
            .Add(SemanticConventions.GenAi.OperationName, _operation)
            .Add(SemanticConventions.GenAi.ProviderName, NullIfEmpty(_request.Provider))
            .Add(SemanticConventions.GenAi.Request.Model, _request.Model)
            .Add(SemanticConventions.GenAi.DataSourceId, _dataSource)
            .Add(SemanticConventions.GenAi.Response.Model, _response.Model)
            .Add(SemanticConventions.GenAi.Response.Id, _response.Id)
            .Add(SemanticConventions.GenAi.Response.FinishReasons, _response.FinishReasons?.ToArray())
            .Add(SemanticConventions.GenAi.Response.TimeToFirstChunk, _stream?.ToFirstChunk)
            .Add(SemanticConventions.GenAi.Usage.InputTokens, usage.InputTokens)
            .Add(SemanticConventions.GenAi.Usage.OutputTokens, usage.OutputTokens)
            .Add(SemanticConventions.GenAi.Usage.CacheReadInputTokens, usage.CacheReadTokens)
            .Add(SemanticConventions.GenAi.Usage.CacheWriteInputTokens, usage.CacheWriteTokens)
            .Add(SemanticConventions.GenAi.Usage.ReasoningOutputTokens, usage.ReasoningTokens)
            .Add(SemanticConventions.GenAi.Usage.Cost, (double?)_cost.Usd)
            .Add(SemanticConventions.AgentOtel.Cost.Source, _cost.Usd is null ? null : CostSource)
            .Add(SemanticConventions.AgentOtel.Cost.PriceTableVersion, _cost.TableVersion)
            .Add(SemanticConventions.AgentOtel.Cost.Incomplete, _cost.IsIncomplete ? true : null), Context);
        WriteDetails(log);
    }

    private protected override EventFields WithContent(EventFields fields) => fields;

    /// <summary>The convention's event: content apart from traces.</summary>
    private void WriteDetails(EventLog log)
    {
        if (Content is not { IsOnEvents: true } content)
        {
            return;
        }

        var fields = new EventFields($"{_operation} {_request.Model}")
            .Add(SemanticConventions.GenAi.OperationName, _operation)
            .Add(SemanticConventions.GenAi.ProviderName, NullIfEmpty(_request.Provider))
            .Add(SemanticConventions.GenAi.Request.Model, _request.Model)
            .Add(SemanticConventions.GenAi.Response.Model, _response.Model)
            .Add(SemanticConventions.GenAi.Response.Id, _response.Id)
            .Add(SemanticConventions.GenAi.Response.FinishReasons, _response.FinishReasons?.ToArray());
        content.AddTo(fields);
        log.Write(LogLevel.Information, EventNames.InferenceDetails, fields, Context);
    }

    private string CostSource => _response.CostUsd is null ? CostTags.FromTable : CostTags.FromProvider;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private async IAsyncEnumerable<T> ReadAsync<T>(
        IAsyncEnumerable<T> source,
        Action<ModelCall, T>? onItem,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = this;
        Enter();
        await using var items = source.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            // An async iterator loses what is current at each yield: it is set again before each item.
            Enter();
            if (!await MoveNextAsync(items).ConfigureAwait(false))
            {
                yield break;
            }

            ChunkReceived();
            Read(items.Current, onItem);
            yield return items.Current;
        }
    }

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
            throw;
        }
    }

    private void Read<T>(T item, Action<ModelCall, T>? onItem)
    {
        try
        {
            onItem?.Invoke(this, item);
        }
        catch (Exception exception)
        {
            // The callback is the user's, but serves telemetry: it must not break the stream.
            Core?.Report(exception, nameof(ObserveAsync));
        }
    }

    private TagList MetricTagsOfCall()
    {
        var tags = new TagList { { SemanticConventions.GenAi.OperationName, _operation } };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, NullIfEmpty(_request.Provider));
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, _request.Model);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Response.Model, _response.Model);
        MetricTags.AddContext(ref tags, Context);
        return tags;
    }
}
