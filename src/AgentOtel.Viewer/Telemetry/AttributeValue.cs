using System.Globalization;

namespace AgentOtel.Viewer.Telemetry;

/// <summary>What kind of value OTLP's <c>AnyValue</c> holds.</summary>
internal enum AttributeType : byte
{
    Empty,
    Text,
    Flag,
    Whole,
    Real,
    Bytes,
    List,
    Map,
}

/// <summary>OTLP's <c>AnyValue</c>, without boxing numbers.</summary>
internal readonly struct AttributeValue
{
    private readonly object? _reference;
    private readonly long _bits;

    private AttributeValue(AttributeType type, object? reference, long bits)
    {
        Type = type;
        _reference = reference;
        _bits = bits;
    }

    public AttributeType Type { get; }

    public bool IsEmpty => Type is AttributeType.Empty;

    public string? Text => Type is AttributeType.Text ? (string?)_reference : null;

    public bool? Flag => Type is AttributeType.Flag ? _bits != 0 : null;

    public byte[]? Bytes => Type is AttributeType.Bytes ? (byte[]?)_reference : null;

    public IReadOnlyList<AttributeValue>? List => Type is AttributeType.List ? (IReadOnlyList<AttributeValue>?)_reference : null;

    public Attributes? Map => Type is AttributeType.Map ? (Attributes?)_reference : null;

    public static AttributeValue Of(string text) => new(AttributeType.Text, text, 0);

    public static AttributeValue Of(bool flag) => new(AttributeType.Flag, null, flag ? 1 : 0);

    public static AttributeValue Of(long whole) => new(AttributeType.Whole, null, whole);

    public static AttributeValue Of(double real) => new(AttributeType.Real, null, BitConverter.DoubleToInt64Bits(real));

    public static AttributeValue Of(byte[] bytes) => new(AttributeType.Bytes, bytes, 0);

    public static AttributeValue Of(IReadOnlyList<AttributeValue> list) => new(AttributeType.List, list, 0);

    public static AttributeValue Of(Attributes map) => new(AttributeType.Map, map, 0);

    /// <summary>A number as a whole one: senders in JavaScript write whole numbers as doubles, and some as text.</summary>
    public long? AsWhole() => Type switch
    {
        AttributeType.Whole => _bits,
        AttributeType.Real when AsReal() is { } real && real >= long.MinValue && real < long.MaxValue => (long)real,
        AttributeType.Text when long.TryParse(Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => null,
    };

    public double? AsReal() => Type switch
    {
        AttributeType.Real => BitConverter.Int64BitsToDouble(_bits),
        AttributeType.Whole => _bits,
        AttributeType.Text when double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
        _ => null,
    };

    /// <summary>A scalar as text; <see langword="null"/> for lists, maps, bytes and nothing.</summary>
    public string? AsText() => Type switch
    {
        AttributeType.Text => Text,
        AttributeType.Flag => Flag == true ? "true" : "false",
        AttributeType.Whole => _bits.ToString(CultureInfo.InvariantCulture),
        AttributeType.Real => AsReal()!.Value.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };
}
