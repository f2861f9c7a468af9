using System.Buffers;
using System.Text.RegularExpressions;

namespace AgentOtel.Tests.Redaction;

/// <summary>
/// The Collector's redaction, the second line, has the kit's shapes as far as its expressions can say them: no look-around, and
/// nothing that tells a random text from a name. What begins with a weak prefix must be one long run there.
/// </summary>
public sealed class CollectorRedactionTests
{
    private const int LeastOfAWeakRun = 20;

    // A word begins behind an underscore, too.
    private const string Start = @"(?:\b|_)(?:";

    private static readonly Dictionary<SearchValues<char>, string> Classes = new()
    {
        [Alphabets.Digits] = "[0-9]",
        [Alphabets.Hex] = "[0-9a-fA-F]",
        [Alphabets.Upper] = "[0-9A-Z]",
        [Alphabets.Lower] = "[0-9a-z]",
        [Alphabets.Word] = "[0-9A-Za-z]",
        [Alphabets.Dollars] = "[0-9A-Za-z\\x24]",
        [Alphabets.Token] = "[0-9A-Za-z_-]",
        [Alphabets.Dotted] = "[0-9A-Za-z_.-]",
        [Alphabets.Base64] = "[0-9A-Za-z+/_=-]",
    };

    [Fact]
    public void BlockedValues_OfTheCollector_HaveTheShapesOfTheKit()
    {
        var listed = BlockedValues();
        var missing = Expressions().Where(expression => !listed.Contains(expression)).ToList();

        Assert.True(
            missing.Count == 0,
            "deploy/otel-collector/contrib.yaml lacks\n" + string.Join('\n', missing.Select(line => $"      - '{line}'")));
        Assert.Empty(listed.Where(value => value.StartsWith(Start, StringComparison.Ordinal)).Except(Expressions()));
    }

    [Fact]
    public void BlockedValues_OfHarmlessTexts_MatchNone()
    {
        // An address of code looks like one of mail where nothing looks behind it.
        foreach (var text in RedactionCorpusTests.HarmlessTexts.Where(text => !text.Contains("git@", StringComparison.Ordinal)))
        {
            Assert.All(BlockedValues(), value => Assert.False(Regex.IsMatch(text, value), $"{value} matches {text}"));
        }
    }

    [Fact]
    public void BlockedValues_OfTheKeysOfToday_MatchThoseWithAPrefix()
    {
        var values = BlockedValues();
        var passed = RedactionCorpusTests.KeyLines.Select(RedactionCorpusTests.Secret)
            .Where(key => !values.Exists(value => Regex.IsMatch(key, value))).ToList();

        // Those without a prefix, and those whose prefix says too little where nothing tells a random text.
        Assert.True(passed.Count <= 24, $"{passed.Count} pass: {string.Join(", ", passed.Select(key => key[..Math.Min(12, key.Length)]))}");
    }

    [Theory]
    [InlineData("http.request.header.authorization")]
    [InlineData("x-api-key")]
    [InlineData("db.password")]
    [InlineData("client_secret")]
    [InlineData("access_token")]
    [InlineData("refresh-token")]
    [InlineData("set-cookie")]
    [InlineData("account_key")]
    [InlineData("subscription-key")]
    [InlineData("passcode")]
    [InlineData("cvv")]
    [InlineData("gen_ai.usage.input_tokens")]
    [InlineData("gen_ai.token.type")]
    [InlineData("prompt_token")]
    [InlineData("cookie_count")]
    [InlineData("password_length")]
    [InlineData("token_type")]
    [InlineData("keyboard")]
    [InlineData("session.id")]
    public void BlockedKeys_OfTheCollector_AreThoseOfTheKit(string key)
    {
        var pattern = Lines()
            .Single(line => line.Contains("(?i)^(.*[._-])?", StringComparison.Ordinal))
            .Replace("$$", "$", StringComparison.Ordinal);

        Assert.Equal(Redactor.Default.IsSecret(key, "a value"), Regex.IsMatch(key, pattern));
    }

    private static IEnumerable<string> Expressions() => KeyShapes.All
        .Where(shape => !(IsJudged(shape) && shape.Alphabet == Alphabets.Dotted))
        .Select(shape =>
            (
                Class: Classes[Alphabet(shape)],
                Least: IsJudged(shape) ? Math.Max(shape.Least, LeastOfAWeakRun) : shape.Least,
                shape.Prefixes))
        .GroupBy(shape => (shape.Class, shape.Least))
        .OrderBy(group => group.Key.Class, StringComparer.Ordinal).ThenBy(group => group.Key.Least)
        .Select(group =>
            $@"{Start}{string.Join('|', group.SelectMany(shape => shape.Prefixes.Split(' ')).Select(Escaped))}){group.Key.Class}"
                + $@"{{{group.Key.Least},}}");

    private static bool IsJudged(KeyShape shape) => shape.IsWeak || shape.Except is not null;

    private static SearchValues<char> Alphabet(KeyShape shape) =>
        IsJudged(shape) && shape.Alphabet != Alphabets.Hex && shape.Alphabet != Alphabets.Upper ? Alphabets.Word : shape.Alphabet;

    private static string Escaped(string prefix) =>
        prefix.Replace(".", "\\.", StringComparison.Ordinal).Replace("$", "\\x24", StringComparison.Ordinal);

    private static List<string> BlockedValues() => [.. Lines().SkipWhile(line => line != "blocked_values:").Skip(1)
        .TakeWhile(line => line.StartsWith("- '", StringComparison.Ordinal)).Select(line => line[3..^1])];

    private static IEnumerable<string> Lines() =>
        File.ReadLines(Repository.Path("deploy", "otel-collector", "contrib.yaml")).Select(line => line.Trim()).Select(Unquoted);

    private static string Unquoted(string line) => line.StartsWith("- '(?i)^", StringComparison.Ordinal) ? line[3..^1] : line;
}
