
namespace AgentOtel.Tests;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("mail ada.l+x@example.co.uk now", "mail [redacted] now")]
    [InlineData("key sk-proj-abcdefghijklmnopqrstuv", "key [redacted]")]
    [InlineData("key sk-ant-api03-abcdefghijklmnop_q", "key [redacted]")]
    [InlineData("AIzaSyA1234567890abcdefghijklmnopqrstu", "[redacted]")]
    [InlineData("id AKIAIOSFODNN7EXAMPLE", "id [redacted]")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[redacted]")]
    [InlineData("xoxb-123456789012-abcdef", "[redacted]")]
    [InlineData("https://hooks.slack.com/services/T0/B0/xyz", "https://[redacted]")]
    [InlineData("AccountKey=abcdefghijklmnopqrstuvwxyz==;", "AccountKey=[redacted];")]
    [InlineData("Authorization: Bearer abcdef123456", "Authorization: [redacted]")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "[redacted]")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "[redacted]")]
    [InlineData("pay DE89 3704 0044 0532 0130 00 today", "pay [redacted] today")]
    [InlineData("card 4111 1111 1111 1111", "card [redacted]")]
    [InlineData("call +49 30 1234567", "call [redacted]")]
    [InlineData("/users/ada%40example.com/x", "/users/[redacted]/x")]
    [InlineData("?card=4111%201111%201111%201111", "?card=[redacted]")]
    [InlineData("?card=4111+1111+1111+1111", "?card=[redacted]")]
    [InlineData("?iban=DE89%203704%200044%200532%200130%2000", "?iban=[redacted]")]
    [InlineData("?tel=%2B49%2030%201234567", "?tel=[redacted]")]
    [InlineData("?back=https%3A%2F%2Fx%3Fmail%3Dada%2540example.com", "?back=https%3A%2F%2Fx%3Fmail%3D[redacted]")]
    [InlineData("?a=1%20eyJcanary0.eyJzdWIiOiIxIn0.c2ln", "?a=1%20[redacted]")]
    [InlineData("?password=hunter%202&a=1", "?password=[redacted]&a=1")]
    [InlineData("call 0049 30 901820 or (415) 555-2671 or 415-555-2671", "call [redacted] or [redacted] or [redacted]")]
    [InlineData("call +49/30/901820 or \\u002B4930901820", "call [redacted] or [redacted]")]
    [InlineData("qty 2 4111 1111 1111 1111 123", "qty 2 [redacted]")]
    [InlineData("card 378282246310005", "card [redacted]")]
    [InlineData("to NO93 8601 1117 947 or BE68 5390 0754 7034 EUR", "to [redacted] or [redacted] EUR")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-128-CBC,AB\n\nMIIE\n-----END RSA PRIVATE KEY----- so", "[redacted] so")]
    [InlineData("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQdG\n-----END PGP PRIVATE KEY BLOCK-----", "[redacted]")]
    [InlineData("\"-----BEGIN PRIVATE KEY-----\\nMIIE\", \"n\": 1", "\"[redacted]\", \"n\": 1")]
    [InlineData("ya29.a0AfH6SMBabcdefghijklmnop", "[redacted]")]
    [InlineData("xapp-1-A0123-456-abcdef", "[redacted]")]
    [InlineData("abc8Q~abcdefghijklmnopqrstuvwxyz01234567", "[redacted]")]
    [InlineData("sv=2020&sig=abc%2Bdef%3D%3D0123456789", "sv=2020&sig=[redacted]")]
    [InlineData("0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789ABCDEF0123456789abcdef012345==", "[redacted]")]
    [InlineData("0123456789abcdef0123456789ABCDEF0123456789abcdef0123JQQJ99ABCDEFGHIJKLMNOPQRSTUVWXYZ", "[redacted]")]
    public void Redact_OfAShape_TakesItOut(string text, string expected) => Assert.Equal(expected, Redactor.Default.Redact(text));

    [Theory]
    [InlineData("order 4111 1111 1111 1112")]
    [InlineData("took 1234567890123 ns")]
    [InlineData("gpt-4.1-mini answered in 1.21 s")]
    [InlineData("01a20cc745747ccbaf8a49132edeb8e1")]
    [InlineData("at 1732550400000 and 1732550400000000000")]
    [InlineData("from 2026-11-25T13:20:20+00:00 to 2026-11-25")]
    [InlineData("part AB12 CDEF 5678 9012")]
    [InlineData("token_count: 5, promptTokenCount=7")]
    public void Redact_OfOrdinaryText_LeavesIt(string text) => Assert.Equal(text, Redactor.Default.Redact(text));

    [Theory]
    [InlineData("http.request.header.authorization", true)]
    [InlineData("x-api-key", true)]
    [InlineData("dbPassword", true)]
    [InlineData("access_token", true)]
    [InlineData("gen_ai.usage.input_tokens", false)]
    [InlineData("AzureOpenAIApiKey", true)]
    [InlineData("clientsecret", true)]
    [InlineData("Ocp-Apim-Subscription-Key", true)]
    [InlineData("apiKeys", true)]
    [InlineData("gen_ai.token.type", false)]
    [InlineData("promptTokenCount", false)]
    [InlineData("token_type", false)]
    [InlineData("keyboard", false)]
    public void Redact_ByKey_KnowsSecrets(string key, bool isSecret) =>
        Assert.Equal(isSecret ? "[redacted]" : "plain", Redactor.Default.Redact(key, "plain"));

    [Theory]
    [InlineData("password=hunter2&x=1", "password=[redacted]&x=1")]
    [InlineData("{\"api_key\": \"abcdef\", \"n\": 1}", "{\"api_key\": \"[redacted]\", \"n\": 1}")]
    [InlineData("Host=db;Password=hunter2;Port=1", "Host=db;Password=[redacted];Port=1")]
    [InlineData("access_token: abcdef", "access_token: [redacted]")]
    [InlineData("{\"password\":\"correct \\\"horse\\\" battery\",\"n\":1}", "{\"password\":\"[redacted]\",\"n\":1}")]
    [InlineData("{\\\"password\\\":\\\"correct horse\\\",\\\"n\\\":1}", "{\\\"password\\\":\\\"[redacted]\\\",\\\"n\\\":1}")]
    [InlineData("{\\u0022password\\u0022:\\u0022a b\\u0022}", "{\\u0022password\\u0022:\\u0022[redacted]\\u0022}")]
    [InlineData("{\"secret\":[\"a\",\"b\"],\"n\":1}", "{\"secret\":[redacted],\"n\":1}")]
    [InlineData("{\"secret\":{\"a\":1}}", "{\"secret\":{\"a\":1}}")]
    [InlineData("password = 'it is long', 'n'", "password = '[redacted]', 'n'")]
    [InlineData("password=\"\"", "password=\"\"")]
    [InlineData("PWD={a;b};Port=1", "PWD=[redacted];Port=1")]
    [InlineData("user%5Bpassword%5D=hunter2&x=1", "user%5Bpassword%5D=[redacted]&x=1")]
    [InlineData("Authorization: Digest username=\"ada\", response=\"6629\"\nHost: x", "Authorization: [redacted]\nHost: x")]
    [InlineData("Cookie: sid=abc; theme=dark\nHost: x", "Cookie: [redacted]\nHost: x")]
    [InlineData("Ocp-Apim-Subscription-Key: 0123456789abcdef", "Ocp-Apim-Subscription-Key: [redacted]")]
    [InlineData("postgres://app:hunter2@db/x", "postgres://[redacted]db/x")]
    [InlineData("postgres://app:p%40ss@db/x", "postgres://[redacted]db/x")]
    [InlineData("https://only-a-token@db/x?to=a@b", "https://[redacted]db/x?to=a@b")]
    [InlineData("password=[redacted]", "password=[redacted]")]
    [InlineData("\"password\":\"[redacted:0123456789ab]\"", "\"password\":\"[redacted:0123456789ab]\"")]
    [InlineData("input_tokens: 1200", "input_tokens: 1200")]
    public void Redact_OfAKeyInTheText_TakesTheValueOut(string text, string expected) =>
        Assert.Equal(expected, Redactor.Default.Redact(text));

    [Fact]
    public void HashKey_OfEqualValues_KeepsThemComparable()
    {
        var redactor = new Redactor(new() { HashKey = "a key of some length" });

        var one = redactor.Redact("mail ada@example.com");

        Assert.Matches(@"^mail \[redacted:[0-9a-f]{12}\]$", one);
        Assert.Equal(one, redactor.Redact("mail ada@example.com"));
        Assert.NotEqual(one, redactor.Redact("mail bob@example.com"));
        Assert.NotEqual(one, new Redactor(new() { HashKey = "another key of length" }).Redact("mail ada@example.com"));
        Assert.NotEqual(redactor.Redact("password", "a"), redactor.Redact("password", "b"));
    }

    [Fact]
    public void Keys_OfTheUsers_AreSecret()
    {
        var redactor = new Redactor(new() { Keys = { "customer.name", "salary" } });

        Assert.Equal("[redacted]", redactor.Redact("customer.name", "Ada"));
        Assert.Equal("[redacted]", redactor.Redact("employee.salary", 5));
        Assert.Equal("Ada", redactor.Redact("name", "Ada"));
    }

    [Theory]
    [InlineData("from 192.168.1.20 port 5", "from [redacted] port 5")]
    [InlineData("from 2001:db8:0:0:8a2e:370:7334:1", "from [redacted]")]
    [InlineData("from 2001:db8::1", "from [redacted]")]
    public void IpAddresses_IfAskedFor_AreTakenOut(string text, string expected)
    {
        Assert.Equal(expected, new Redactor(new() { IpAddresses = true }).Redact(text));
        Assert.Equal(text, Redactor.Default.Redact(text));
    }

    [Fact]
    public void Redact_OfAnObjectThatCannotBeRead_DropsIt()
    {
        Assert.Equal("[not redactable]", Redactor.Default.Redact("thing", new Unreadable()));
        Assert.Equal("a, [redacted]", Redactor.Default.Redact("thing", new List<string> { "a", "ada@example.com" }));
        Assert.Equal(5, Redactor.Default.Redact("thing", 5));
    }

    [Fact]
    public void Redact_OfANumberThatIsACard_TakesItOut()
    {
        Assert.Equal("[redacted]", Redactor.Default.Redact("card", 4111111111111111));
        Assert.Equal("[redacted]", Redactor.Default.Redact("card", 4111111111111111m));
        Assert.Equal(1732550400000, Redactor.Default.Redact("at", 1732550400000));
        Assert.Equal(true, Redactor.Default.Redact("password_is_set", true));
    }

    [Theory]
    [InlineData(@"K-\d{4}", "case K-1234", "case [redacted]")]
    [InlineData(@"\b\d{7}\b", "customer 1234567", "customer [redacted]")]
    [InlineData(@"(?<key>\d)\d(?<card>\d)", "pin 123", "pin [redacted]")]
    public void Redactor_WithPatternsOfTheUsers_TakesThemOut(string pattern, string text, string expected) =>
        Assert.Equal(expected, new Redactor(new() { Patterns = { pattern } }).Redact(text));

    [Fact]
    public void Redactor_WithAPatternThatReadsTheTextAgainForEachMatch_DropsTheText() =>
        Assert.Equal("[not redactable]", new Redactor(new() { Patterns = { "a(?:.*b)?" } }).Redact(new string('a', 1_000_000)));

    [Fact]
    public void Redactor_WithABackReference_SaysSo() =>
        Assert.Throws<ArgumentException>(() => new Redactor(new() { Patterns = { @"(a)\1" } }));

    [Theory]
    [InlineData('1')]
    [InlineData('a')]
    [InlineData('@')]
    [InlineData('\uD800')]
    public async Task Redact_OfAMillionOfOneCharacter_EndsInTime(char character)
    {
        // What reads the text again for each of its parts would take hours.
        await Task.Run(() => Redactor.Default.Redact(new string(character, 1_000_000))).WaitAsync(TimeSpan.FromMinutes(3));
    }

    private sealed class Unreadable
    {
        public override string ToString() => throw new InvalidOperationException("x");
    }
}
