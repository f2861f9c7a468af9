using System.Text.Json;

namespace AgentOtel.Tests.Redaction;

/// <summary>What the key of an attribute, a field or a property tells of its value.</summary>
public sealed class RedactionKeysTests
{
    [Theory]
    [InlineData("session.id")]
    [InlineData("gen_ai.conversation.id")]
    [InlineData("gen_ai.response.id")]
    [InlineData("gen_ai.request.previous_response.id")]
    [InlineData("gen_ai.tool.call.id")]
    [InlineData("gen_ai.agent.id")]
    [InlineData("agentotel.workflow.run.id")]
    [InlineData("agentotel.task.id")]
    [InlineData("agentotel.correlation.id")]
    public void Redact_OfACorrelationId_KeepsWhatChanceMakesOfIt(string key)
    {
        foreach (var id in (string[])[
            "24567890123456789",
            "4000000000000002",
            "5105105105105100",
            "378282246310005",
            "4111-1111-1111-1111",
            "415-555-2671",
            "+4930901820",
            "DE89370400440532013000",
            "9f86d081884c7d659a2feaa0c55ad015",
            "chatcmpl-ABC123def456GHI789jkl012",
            "eyJhIjoxfQ==".TrimEnd('='),
            "sess:4111111111111111/2"])
        {
            Assert.Equal(id, Redactor.Default.Redact(key, id));
        }

        Assert.Equal(4111111111111111 - 1, Redactor.Default.Redact(key, 4111111111111111 - 1));
    }

    [Fact]
    public void Redact_OfACorrelationId_TakesOutWhatChanceDoesNotMake()
    {
        foreach (var secret in (string[])[
            "ada@example.com", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "sk-" + "ant-api03-abcdefghijklmnop_q"])
        {
            Assert.Equal("[redacted]", Redactor.Default.Redact("session.id", secret));
        }

        // What is no one word is no id.
        Assert.Equal(
            "s [redacted] of card [redacted]", Redactor.Default.Redact("session.id", "s 4111111111111111 of card 4111 1111 1111 1111"));
    }

    [Theory]
    [InlineData("order.id", true)]
    [InlineData("OrderNumber", true)]
    [InlineData("customer", true)]
    [InlineData("trace_ids", true)]
    [InlineData("card", false)]
    [InlineData("card.id", false)]
    [InlineData("payment_order_number", false)]
    [InlineData("note", false)]
    [InlineData("account", false)]
    public void Redact_OfANumberThatIsACardsByChance_IsToldByItsKey(string key, bool isKept)
    {
        Assert.Equal(isKept ? "4000000000000002" : "[redacted]", Redactor.Default.Redact(key, "4000000000000002"));
        Assert.Equal(isKept ? 4000000000000002 : "[redacted]", Redactor.Default.Redact(key, 4000000000000002));
        Assert.Equal("[redacted]", Redactor.Default.Redact(key, "4000 0000 0000 0002"));
        Assert.Equal("Ada, [redacted]", Redactor.Default.Redact(key, "Ada, 4000000000000002"));
    }

    [Fact]
    public void Redact_OfCountsUnderASecretsName_KeepsThem()
    {
        Assert.Equal(320, Redactor.Default.Redact("prompt_token", 320));
        Assert.Equal("320", Redactor.Default.Redact("prompt_token", "320"));
        Assert.Equal(3, Redactor.Default.Redact("cookie_count", 3));
        Assert.Equal(12, Redactor.Default.Redact("password_length", 12));
        Assert.Equal(7, Redactor.Default.Redact("token", 7));
        Assert.Equal("[redacted]", Redactor.Default.Redact("token", "7f3a"));
        Assert.Equal("[redacted]", Redactor.Default.Redact("password", 1234));
        Assert.Equal("none", Redactor.Default.Redact("secret", "none"));
        Assert.Equal("/home/x", Redactor.Default.Redact("pwd", "/home/x"));
        Assert.Equal("[redacted]", Redactor.Default.Redact("db.pwd", "hunter2"));
        Assert.Equal("a method's signature (x, y)", Redactor.Default.Redact("signature", "a method's signature (x, y)"));
    }

    [Fact]
    public void Keys_OfTheUsers_AreSecretInATextToo()
    {
        var redactor = new Redactor(new() { Keys = { "customer.name", "salary" } });

        Assert.Equal("""{"salary":[redacted],"n":1}""", redactor.Redact("""{"salary":5000,"n":1}"""));
        Assert.Equal("customer.name=[redacted] x", redactor.Redact("customer.name=Ada x"));
    }

    [Fact]
    public void Content_WithIdsAndCards_KeepsTheIds()
    {
        var policy = new ContentPolicy(ContentCapture.Spans, 4096, null, Redactor.Default);
        using var json = JsonDocument.Parse(
            """{"order_id":4000000000000002,"customer":"5105105105105100","card":4000000000000002,"token":320,"secret":"x y"}""");

        Assert.Equal(
            """{"order_id":4000000000000002,"customer":"5105105105105100","card":"[redacted]","token":320,"secret":"[redacted]"}""",
            policy.Write(json.RootElement, null));
    }
}
