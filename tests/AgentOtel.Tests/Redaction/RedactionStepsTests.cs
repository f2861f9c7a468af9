namespace AgentOtel.Tests.Redaction;

/// <summary>The work grows with the length of a text alone, whatever the text is: counted in steps, not in time.</summary>
public sealed class RedactionStepsTests
{
    private const int Length = 20_000;

    // Work on one character, in the worst of texts: the levels of escapes, and what is looked for at each place.
    private const int MostPerCharacter = 1_500;

    public static TheoryData<string> Units =>
    [
        "a",
        "1",
        " ",
        "@",
        ".",
        "a.b+c-",
        "ada+x.y-z@",
        "a@b.c@",
        "a@b.co ",
        "@.",
        "eyJa.",
        "eyJa-",
        "eyJ.a",
        "AKIA",
        "AKIA.",
        "AKIA0123456789ABCDEF.",
        "4111111111111111.",
        "4111 1111 1111 1112 ",
        "4000-0000-0000-0002-",
        "411",
        "password=",
        "password=a ",
        "password='",
        "password=\"",
        "token: ",
        "token a: ",
        "token=a,",
        "sig=",
        "sig=~",
        "pwd=/",
        "pwd=",
        "cookie a: b ",
        "authorization: of the ",
        "secret:[redacted ",
        "secret:[",
        "secret:{",
        "= \n",
        ":",
        "::",
        "://",
        "://a:b/",
        "://a@",
        "a:1/@",
        "http://h:x/",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN A PRIVATE KEY-----\n",
        "--",
        "--password ",
        "--password -",
        "-u a:",
        "-u 1:1 ",
        "<",
        "<secret>",
        "<secret>a<",
        "<secret><![CDATA[",
        "<a b='",
        "%25",
        "%",
        "%41",
        "%252",
        "\\",
        "\\\\",
        "\\u005c",
        "\\u0022",
        "&",
        "&amp;",
        "&amp;amp;",
        "&#38;",
        "sk-",
        "sk-a",
        "sk-a1B2",
        "xai-a1",
        "ATBB=",
        "ATBBa1=",
        "pat.",
        "s.a1",
        "hf_",
        "glpat-",
        "Bearer ",
        "bearer a1b2c3d4 ",
        "basic YQ",
        "basic YWRhOmJjZGU= ",
        "+49 ",
        "+1 2",
        "+4930901820 ",
        "0049 ",
        "(415",
        "415-555-",
        "DE89",
        "DE89 3704 ",
        "de00",
        "eyJ-",
        "eyJhIjoxfQ",
        "ewo",
        "W3s_",
        "W3sx",
        "ZXlK",
        "YWFhYWFhYWFhYWFhYWFh",
        "8Q~",
        "abc8Q~",
        "1:AA",
        "12345678:AA",
        "\"name\":\"password\"",
        "\"key\":\"secret\",\"value\":", "1:1", "a::", "10.0.0.", "\ud800", "é", "\"", "'", "\n", "{\"a\":\"", "[{\"password\":",
    ];

    [Theory]
    [MemberData(nameof(Units))]
    public void Redact_OfATextTwiceAsLong_TakesTwiceTheStepsAtMost(string unit)
    {
        var redactor = new Redactor(new() { IpAddresses = true });

        var once = redactor.Steps(Repeated(unit, Length));
        var twice = redactor.Steps(Repeated(unit, 2 * Length));

        Assert.True(twice <= once * 2.1, $"{once} steps for {Length} characters, {twice} for twice as many");
        Assert.InRange(once, Length, Length * MostPerCharacter);
    }

    private static string Repeated(string unit, int length) => string.Concat(Enumerable.Repeat(unit, (length / unit.Length) + 1))[..length];
}
