using System.Text.Json;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>A point as it is held.</summary>
internal sealed record SeriesPoint(long Series, long Time, long Start, double Value, Distribution? Distribution)
{
    public static readonly Sql Columns = $"p.series, p.time, p.start, p.value, p.distribution";

    public static SeriesPoint Read(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.RealAt(3) ?? double.NaN, row.TextAt(4) is { } json ? Parse(StoredJson.Parse(json)) : null);

    private static Distribution Parse(JsonElement json) => new()
    {
        Count = json.TryGetProperty("count", out var count) ? count.GetUInt64() : 0,
        Sum = Real(json, "sum"),
        Min = Real(json, "min"),
        Max = Real(json, "max"),
        Bounds = List(json, "bounds", static item => item.GetDouble()),
        Counts = List(json, "counts", static item => item.GetUInt64()),
        Scale = (int)StoredJson.Whole(json, "scale"),
        ZeroCount = json.TryGetProperty("zeroCount", out var zero) ? zero.GetUInt64() : 0,
        ZeroThreshold = Real(json, "zeroThreshold") ?? 0,
        PositiveOffset = (int)StoredJson.Whole(json, "positiveOffset"),
        PositiveCounts = List(json, "positiveCounts", static item => item.GetUInt64()),
        NegativeOffset = (int)StoredJson.Whole(json, "negativeOffset"),
        NegativeCounts = List(json, "negativeCounts", static item => item.GetUInt64()),
        Quantiles = List(json, "quantiles", static item => (item[0].GetDouble(), item[1].ValueKind is JsonValueKind.Number ? item[1].GetDouble() : double.NaN)),
    };

    private static double? Real(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static T[] List<T>(JsonElement json, string name, Func<JsonElement, T> item) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item)] : [];
}
