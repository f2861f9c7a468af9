using System.Buffers;
using System.Text;

namespace AgentOtel.Hosting;

/// <summary>
/// Takes secrets out of the events and links of marked spans in a request as it goes out: there their attributes are bytes, whose
/// format OTLP has promised, and can be replaced.
/// </summary>
internal static class TraceRequest
{
    // Where a message stands in the one around it.
    private const int ResourceSpans = 1;
    private const int ScopeSpans = 2;
    private const int Spans = 2;
    private const int SpanName = 5;
    private const int SpanEvents = 11;
    private const int SpanLinks = 13;
    private const int EventAttributes = 3;
    private const int LinkAttributes = 4;

    private static readonly byte[] Mark = Encoding.UTF8.GetBytes(WithheldSpans.Mark);

    /// <returns>What to send; nothing where no span is marked, and the request can go as it is.</returns>
    /// <exception cref="InvalidDataException">It is no such request.</exception>
    public static ReadOnlyMemory<byte>? Redact(ReadOnlySpan<byte> request, Redactor redactor)
    {
        if (request.IndexOf(Mark) < 0)
        {
            return null;
        }

        var redacted = new ArrayBufferWriter<byte>(request.Length);
        Each(request, redacted, ResourceSpans, redactor, static (resource, to, redactor) =>
            Each(resource, to, ScopeSpans, redactor, static (scope, to, redactor) =>
                Each(scope, to, Spans, redactor, RedactSpan)));
        return redacted.WrittenMemory;
    }

    /// <summary>Copies a message, and what stands under a number as the rewriter writes it.</summary>
    private static void Each(ReadOnlySpan<byte> message, ArrayBufferWriter<byte> to, int number, Redactor redactor, Rewriter rewrite)
    {
        foreach (var field in new WireFields(message))
        {
            if (field.Number == number && field.HasLength)
            {
                var content = new ArrayBufferWriter<byte>(field.Content.Length + 1);
                rewrite(field.Content, content, redactor);
                WireFields.Write(to, number, content.WrittenSpan);
            }
            else
            {
                to.Write(field.Whole);
            }
        }
    }

    private static void RedactSpan(ReadOnlySpan<byte> span, ArrayBufferWriter<byte> to, Redactor redactor)
    {
        if (!IsMarked(span))
        {
            to.Write(span);
            return;
        }

        foreach (var field in new WireFields(span))
        {
            switch (field.Number)
            {
                case SpanName:
                    WireFields.Write(to, SpanName, field.Content[Mark.Length..]);
                    break;
                case SpanEvents or SpanLinks:
                    var content = new ArrayBufferWriter<byte>(field.Content.Length + 1);
                    var attributes = field.Number == SpanEvents ? EventAttributes : LinkAttributes;
                    Each(field.Content, content, attributes, redactor, WireAttributes.Redact);
                    WireFields.Write(to, field.Number, content.WrittenSpan);
                    break;
                default:
                    to.Write(field.Whole);
                    break;
            }
        }
    }

    private static bool IsMarked(ReadOnlySpan<byte> span)
    {
        foreach (var field in new WireFields(span))
        {
            if (field.Number == SpanName)
            {
                return field.Content.StartsWith(Mark);
            }
        }

        return false;
    }

    private delegate void Rewriter(ReadOnlySpan<byte> message, ArrayBufferWriter<byte> to, Redactor redactor);
}
