using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>How the API writes and reads JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    MaxDepth = 1_000)]
[JsonSerializable(typeof(ViewerStatus))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(FileResult))]
[JsonSerializable(typeof(FacetValues))]
[JsonSerializable(typeof(ChangeView))]
[JsonSerializable(typeof(Overview))]
[JsonSerializable(typeof(TraceList))]
[JsonSerializable(typeof(TraceDetail))]
[JsonSerializable(typeof(SpanDetail))]
[JsonSerializable(typeof(LogList))]
[JsonSerializable(typeof(ErrorList))]
[JsonSerializable(typeof(ErrorDetail))]
[JsonSerializable(typeof(ErrorMark))]
[JsonSerializable(typeof(UsageMap))]
[JsonSerializable(typeof(RoutingList))]
[JsonSerializable(typeof(EvaluationList))]
[JsonSerializable(typeof(CostReport))]
[JsonSerializable(typeof(InstrumentList))]
[JsonSerializable(typeof(MetricQueryResult))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ApiJson : JsonSerializerContext;
