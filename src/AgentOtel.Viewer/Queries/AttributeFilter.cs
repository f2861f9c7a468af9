using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentOtel.Viewer.Storage.Rows;

namespace AgentOtel.Viewer.Queries;

/// <summary>How an attribute is asked for.</summary>
internal enum AttributeTest : byte
{
    Exists,
    Equal,
    Contains,
}

/// <summary>
/// A search by one attribute: <c>key=value</c> (the whole value), <c>key~text</c> (a part of it; the letters of English in any case) or <c>key</c> (it is there).
/// </summary>
internal readonly record struct AttributeFilter(string Key, AttributeTest Test, string Value)
{
    private const int MaxIndexedValue = SearchText.LongestShortValue;
    private const int LongestFilter = 1_000;

    /// <exception cref="ParameterException">There is no key.</exception>
    public static AttributeFilter Parse(string text)
    {
        var sign = text.AsSpan().IndexOfAny('=', '~');
        if (sign == 0 || text.Length == 0)
        {
            throw new ParameterException("attribute", "takes key=value, key~text (contains) or key (exists)");
        }

        return sign < 0
            ? new AttributeFilter(text, AttributeTest.Exists, "")
            : new AttributeFilter(text[..sign], text[sign] == '=' ? AttributeTest.Equal : AttributeTest.Contains, text[(sign + 1)..]);
    }

    /// <summary>Parses each; at most ten.</summary>
    public static IReadOnlyList<AttributeFilter> ParseAll(string[]? texts) => texts is null or [] ? []
        : texts.Any(static text => text.Length > LongestFilter) ? throw new ParameterException("attribute", "takes at most 1000 characters")
        : texts.Length <= 10 ? [.. texts.Select(Parse)]
        : throw new ParameterException("attribute", "may be given at most ten times");

    /// <summary>
    /// Whether it holds of a JSON object of attributes. A look for the key and the value as text comes first: it is several times as
    /// fast as reading the JSON and passes over almost every row.
    /// </summary>
    public Sql On(Sql json)
    {
        Sql each = $"SELECT 1 FROM json_each({json}) a WHERE a.key = {Key}";
        Sql found = Test switch
        {
            AttributeTest.Equal when IsFlag => $"{each} AND CASE a.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE a.atom END = {Value}",
            AttributeTest.Equal when Number is { } number => $"{each} AND (a.atom = {number} OR a.atom = {Value})",
            AttributeTest.Equal => $"{each} AND coalesce(a.atom, a.value) = {Value}",
            AttributeTest.Contains => $"{each} AND a.value LIKE {Like(Value)} ESCAPE '!'",
            _ => each,
        };
        var key = $"\"{Encoded(Key)}\":";
        var text = $"{key}\"{Encoded(Value)}\"";
        Sql mayHold = Test switch
        {
            AttributeTest.Contains => $"instr({json}, {key}) > 0 AND {json} LIKE {Like(Encoded(Value))} ESCAPE '!'",
            AttributeTest.Equal when IsAsStored => $"(instr({json}, {key + Value}) > 0 OR instr({json}, {text}) > 0)",
            _ => $"instr({json}, {key}) > 0",
        };
        return $"CASE WHEN {mayHold} THEN EXISTS ({found}) ELSE 0 END";
    }

    /// <summary>The resources that have it.</summary>
    public List<long> Resources(ReadSession session) =>
        session.All($"SELECT r.id FROM resources r WHERE {On($"r.attributes")}", static row => row.GetInt64(0));

    /// <summary>
    /// The query of the full-text index that a row must meet for this to hold of it or of its resource, which is one of those given;
    /// <see langword="null"/> where too many have it. The index has every key, but of values only what it can tell: a number has its
    /// shortest form there, and of a long text the beginning.
    /// </summary>
    public string? Words(IReadOnlyList<long> resources)
    {
        var own = SearchText.OfKey(Key);
        if (Test is AttributeTest.Equal && IsAsStored && Value.Length <= MaxIndexedValue && WordQuery.Of(Value) is { } value)
        {
            own = $"{own} AND {value}";
        }

        return resources.Count == 0 ? own : SearchText.OfResources(resources) is { } sent ? $"({own}) OR {sent}" : null;
    }

    private bool IsFlag => Value is "true" or "false";

    private double? Number => double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Whether the store writes the value as it stands here: a number in its shortest form, and not so large that there are two.</summary>
    private bool IsAsStored => Number is not { } number || (Math.Abs(number) < 1e15 && Value == number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>As the store's JSON has it.</summary>
    private static string Encoded(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    /// <summary>A pattern for what has the text in it; LIKE tells no upper from lower case among the letters of English.</summary>
    private static string Like(string text) =>
        $"%{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
}
