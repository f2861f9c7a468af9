using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentOtel;

/// <summary>The file of <c>docs/prices-schema.md</c>, as it is read.</summary>
internal sealed record PriceDocument
{
    public int Schema { get; init; }

    public string Version { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> Sources { get; init => field = value ?? []; } = [];

    public IReadOnlyDictionary<string, string>? Aliases { get; init; }

    public IReadOnlyList<PriceDiscount> Discounts { get; init => field = value ?? []; } = [];

    public string? Currency { get; init; }

    public decimal? UsdPerUnit { get; init; }

    public IReadOnlyList<PriceDocumentRow> Models { get; init => field = value ?? []; } = [];
}

/// <summary>A model in the file: its source is the number of a line of <see cref="PriceDocument.Sources"/>.</summary>
internal sealed record PriceDocumentRow
{
    public required string Provider { get; init; }

    public required string Model { get; init; }

    public string? AsOf { get; init; }

    public int? Source { get; init; }

    public bool Single { get; init; }

    public bool Conflict { get; init; }

    public IReadOnlyList<string> Unknown { get; init => field = value ?? []; } = [];

    public required IReadOnlyList<PricePeriod> Periods { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PriceDocument))]
internal sealed partial class PriceJson : JsonSerializerContext;
