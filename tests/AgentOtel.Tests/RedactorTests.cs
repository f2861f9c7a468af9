using System.Diagnostics;

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
    public void Redact_OfAShape_TakesItOut(string text, string expected) => Assert.Equal(expected, Redactor.Default.Redact(text));

    [Theory]
    [InlineData("order 4111 1111 1111 1112")]
    [InlineData("took 1234567890123 ns")]
    [InlineData("gpt-4.1-mini answered in 1.21 s")]
    [InlineData("01a20cc745747ccbaf8a49132edeb8e1")]
    public void Redact_OfOrdinaryText_LeavesIt(string text) => Assert.Equal(text, Redactor.Default.Redact(text));

    [Theory]
    [InlineData("http.request.header.authorization", true)]
    [InlineData("x-api-key", true)]
    [InlineData("dbPassword", true)]
    [InlineData("access_token", true)]
    [InlineData("gen_ai.usage.input_tokens", false)]
    [InlineData("gen_ai.token.type", false)]
    [InlineData("keyboard", false)]
    public void Redact_ByKey_KnowsSecrets(string key, bool isSecret) =>
        Assert.Equal(isSecret ? "[redacted]" : "plain", Redactor.Default.Redact(key, "plain"));

    [Fact]
    public void Redactor_WithPatternsOfTheUsers_TakesThemOut() =>
        Assert.Equal("case [redacted]", new Redactor(new() { Patterns = { @"K-\d{4}" } }).Redact("case K-1234"));

    [Fact]
    public void Redactor_WithABackReference_SaysSo() =>
        Assert.Throws<ArgumentException>(() => new Redactor(new() { Patterns = { @"(a)\1" } }));

    [Theory]
    [InlineData('1')]
    [InlineData('a')]
    [InlineData('@')]
    [InlineData('\uD800')]
    public void Redact_OfAMillionOfOneCharacter_EndsInTime(char character)
    {
        var watch = Stopwatch.StartNew();

        Redactor.Default.Redact(new string(character, 1_000_000));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }
}
