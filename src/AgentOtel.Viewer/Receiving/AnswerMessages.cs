using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace AgentOtel.Viewer.Receiving;

/// <summary>The messages that answers hold: what was left out of a request that was taken, and why one was refused.</summary>
internal static class AnswerMessages
{
    /// <summary>OTLP's <c>ExportTraceServiceResponse</c> and its like, in protobuf: nothing, or a partial success.</summary>
    public static ReadOnlyMemory<byte> Success(Receipt receipt)
    {
        var response = new ArrayBufferWriter<byte>();
        if (receipt.Rejected > 0)
        {
            var partial = new ArrayBufferWriter<byte>();
            partial.WriteNumber(1, receipt.Rejected);
            partial.WriteText(2, receipt.RejectionReason!);
            response.WriteBytes(1, partial.WrittenSpan);
        }

        return response.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> SuccessJson(Signal signal, Receipt receipt)
    {
        var response = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(response);
        json.WriteStartObject();
        if (receipt.Rejected > 0)
        {
            json.WriteStartObject("partialSuccess"u8);
            json.WriteString(RejectedName(signal), receipt.Rejected.ToString(CultureInfo.InvariantCulture));
            json.WriteString("errorMessage"u8, receipt.RejectionReason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return response.WrittenMemory;
    }

    /// <summary><c>google.rpc.Status</c> in protobuf, with <c>google.rpc.RetryInfo</c> where trying again may help.</summary>
    public static ReadOnlyMemory<byte> Status(Refusal refusal)
    {
        var status = new ArrayBufferWriter<byte>();
        status.WriteNumber(1, (int)refusal.Code);
        status.WriteText(2, refusal.Message);
        if (refusal.IsRetryable)
        {
            var delay = new ArrayBufferWriter<byte>();
            delay.WriteNumber(1, Refusal.RetrySeconds);
            var retry = new ArrayBufferWriter<byte>();
            retry.WriteBytes(1, delay.WrittenSpan);
            var any = new ArrayBufferWriter<byte>();
            any.WriteText(1, "type.googleapis.com/google.rpc.RetryInfo");
            any.WriteBytes(2, retry.WrittenSpan);
            status.WriteBytes(3, any.WrittenSpan);
        }

        return status.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> StatusJson(Refusal refusal)
    {
        var status = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(status);
        json.WriteStartObject();
        json.WriteNumber("code"u8, (int)refusal.Code);
        json.WriteString("message"u8, refusal.Message);
        json.WriteEndObject();
        json.Flush();
        return status.WrittenMemory;
    }

    private static ReadOnlySpan<byte> RejectedName(Signal signal) => signal switch
    {
        Signal.Traces => "rejectedSpans"u8,
        Signal.Logs => "rejectedLogRecords"u8,
        _ => "rejectedDataPoints"u8,
    };
}
