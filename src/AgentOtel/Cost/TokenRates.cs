using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentOtel;

/// <summary>What a model costs, in US dollars per million tokens unless the name says otherwise. What is not known is absent.</summary>
public sealed record TokenRates
{
    /// <summary>Input that was not cached.</summary>
    public decimal? Input { get; init; }

    /// <summary>Output.</summary>
    public decimal? Output { get; init; }

    /// <summary>Input read from the provider's cache.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>Input written to the provider's cache, for its usual time.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>Input written to the provider's cache for an hour.</summary>
    public decimal? CacheWriteOneHour { get; init; }

    /// <summary>Reasoning, where it is not priced as output.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>Audio that goes in.</summary>
    public decimal? InputAudio { get; init; }

    /// <summary>Audio that comes out.</summary>
    public decimal? OutputAudio { get; init; }

    /// <summary>Audio read from the cache.</summary>
    public decimal? CacheReadAudio { get; init; }

    /// <summary>Images that go in.</summary>
    public decimal? InputImage { get; init; }

    /// <summary>Images that come out.</summary>
    public decimal? OutputImage { get; init; }

    /// <summary>Images read from the cache.</summary>
    public decimal? CacheReadImage { get; init; }

    /// <summary>A thousand requests.</summary>
    public decimal? RequestsPerThousand { get; init; }

    /// <summary>A thousand searches of the web.</summary>
    public decimal? SearchesPerThousand { get; init; }

    /// <summary>An image.</summary>
    public decimal? PerImage { get; init; }

    /// <summary>A second of audio or video.</summary>
    public decimal? PerSecond { get; init; }

    /// <summary>A million characters.</summary>
    public decimal? Characters { get; init; }

    /// <summary>A page.</summary>
    public decimal? PerPage { get; init; }

    /// <summary>What a newer file adds and this version cannot price.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Others { get; set; }

    [JsonIgnore]
    internal bool IsNegative =>
        Input < 0 || Output < 0 || CacheRead < 0 || CacheWrite < 0 || CacheWriteOneHour < 0 || Reasoning < 0
        || InputAudio < 0 || OutputAudio < 0 || CacheReadAudio < 0 || InputImage < 0 || OutputImage < 0 || CacheReadImage < 0
        || RequestsPerThousand < 0 || SearchesPerThousand < 0
        || PerImage < 0 || PerSecond < 0 || Characters < 0 || PerPage < 0;

    /// <summary>These rates where they say something, and those beneath where they do not.</summary>
    internal TokenRates Over(TokenRates beneath) => new()
    {
        Input = Input ?? beneath.Input,
        Output = Output ?? beneath.Output,
        CacheRead = CacheRead ?? beneath.CacheRead,
        CacheWrite = CacheWrite ?? beneath.CacheWrite,
        CacheWriteOneHour = CacheWriteOneHour ?? beneath.CacheWriteOneHour,
        Reasoning = Reasoning ?? beneath.Reasoning,
        InputAudio = InputAudio ?? beneath.InputAudio,
        OutputAudio = OutputAudio ?? beneath.OutputAudio,
        CacheReadAudio = CacheReadAudio ?? beneath.CacheReadAudio,
        InputImage = InputImage ?? beneath.InputImage,
        OutputImage = OutputImage ?? beneath.OutputImage,
        CacheReadImage = CacheReadImage ?? beneath.CacheReadImage,
        RequestsPerThousand = RequestsPerThousand ?? beneath.RequestsPerThousand,
        SearchesPerThousand = SearchesPerThousand ?? beneath.SearchesPerThousand,
        PerImage = PerImage ?? beneath.PerImage,
        PerSecond = PerSecond ?? beneath.PerSecond,
        Characters = Characters ?? beneath.Characters,
        PerPage = PerPage ?? beneath.PerPage,
    };

    /// <summary>All of them, multiplied: a discount, or another currency.</summary>
    internal TokenRates Times(decimal factor) => this with
    {
        Input = Input * factor,
        Output = Output * factor,
        CacheRead = CacheRead * factor,
        CacheWrite = CacheWrite * factor,
        CacheWriteOneHour = CacheWriteOneHour * factor,
        Reasoning = Reasoning * factor,
        InputAudio = InputAudio * factor,
        OutputAudio = OutputAudio * factor,
        CacheReadAudio = CacheReadAudio * factor,
        InputImage = InputImage * factor,
        OutputImage = OutputImage * factor,
        CacheReadImage = CacheReadImage * factor,
        RequestsPerThousand = RequestsPerThousand * factor,
        SearchesPerThousand = SearchesPerThousand * factor,
        PerImage = PerImage * factor,
        PerSecond = PerSecond * factor,
        Characters = Characters * factor,
        PerPage = PerPage * factor,
    };
}
