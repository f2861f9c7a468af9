using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentOtel.Tests.Redaction;

/// <summary>Both sides of redaction: secrets of today's shapes go, in whatever they are wrapped; what is harmless stays.</summary>
public sealed class RedactionCorpusTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> KeyLines => Lines("keys.txt").Select(line => line.Split('\t')[1]);

    public static IEnumerable<string> HarmlessTexts => Lines("harmless.txt").Select(Whole);

    public static TheoryData<string> Keys => [.. KeyLines];

    public static TheoryData<string> Secrets => [.. Lines("secrets.txt")];

    public static TheoryData<string> Harmless => [.. HarmlessTexts];

    public static string Secret(string line) => Pieces(Whole(line))[1];

    [Theory]
    [MemberData(nameof(Keys))]
    [MemberData(nameof(Secrets))]
    public void Redact_OfASecret_TakesItAloneOut(string line)
    {
        var text = Whole(line);
        var expected = string.Concat(Pieces(text).Select((piece, i) => i % 2 == 0 ? piece : "[redacted]"));

        Assert.Equal(expected, Redactor.Default.Redact(Plain(text)));
        Assert.Equal(expected, Redactor.Default.Redact(expected));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    [MemberData(nameof(Secrets))]
    public void Redact_OfASecretInWhateverEscapes_LeavesNone(string line)
    {
        var text = Whole(line);
        foreach (var (way, wrap) in Wraps)
        {
            var wrapped = Plain(text);
            for (var depth = 1; depth <= 4; depth++)
            {
                wrapped = wrap(wrapped);
                var left = Unwrapped(Redactor.Default.Redact(wrapped));
                foreach (var secret in Pieces(text).Where((_, i) => i % 2 == 1))
                {
                    Assert.False(left.Contains(secret, StringComparison.Ordinal), $"{way}, {depth} deep: {secret} is left in {left}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Redact_OfWhatIsHarmless_LeavesIt(string text)
    {
        Assert.Equal(text, Redactor.Default.Redact(text));
        foreach (var (_, wrap) in Wraps)
        {
            var once = wrap(text);
            Assert.Equal(once, Redactor.Default.Redact(once));
        }
    }

    private static (string Name, Func<string, string> Wrap)[] Wraps =>
    [
        ("JSON as System.Text.Json writes it", text => JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = text })),
        ("JSON with backslashes", text => JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = text }, Relaxed)),
        ("an address", text => $"https://x/?q={Uri.EscapeDataString(text)}"),
        ("XML", text => $"<note>{WebUtility.HtmlEncode(text)}</note>"),
    ];

    /// <summary>What a reader makes of it who takes off every escape.</summary>
    private static string Unwrapped(string text)
    {
        for (var i = 0; i < 6; i++)
        {
            text = WebUtility.HtmlDecode(Uri.UnescapeDataString(text));
            text = System.Text.RegularExpressions.Regex.Replace(
                text,
                @"\\(?:u([0-9a-fA-F]{4})|([""\\/nrt]))",
                match =>
                    match.Groups[1].Success ? $"{(char)Convert.ToInt32(match.Groups[1].Value, 16)}" : Unescaped(match.Groups[2].Value[0]));
        }

        return text;
    }

    private static string Unescaped(char character) => character switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        _ => $"{character}",
    };

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(
            Path.Combine(AppContext.BaseDirectory, "Redaction", "Corpus", file)).Where(line => line.Length > 0 && line[0] != '#');

    private static string Whole(string line) => line
        .Replace("¦", "", StringComparison.Ordinal)
        .Replace("\\\\", "\0", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\t", "\t", StringComparison.Ordinal)
        .Replace('\0', '\\');

    private static string[] Pieces(string text) => text.Split('«', '»');

    private static string Plain(string text) => string.Concat(Pieces(text));
}
