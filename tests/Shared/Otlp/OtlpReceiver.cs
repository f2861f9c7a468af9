using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Otlp;

/// <summary>A real OTLP endpoint, gRPC and HTTP/protobuf, on free ports, that keeps what arrives.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int MaxBody = 64 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<byte[]> _bodies = [];
    private readonly List<ReceivedSpan> _spans = [];
    private readonly List<ReceivedLog> _logs = [];
    private readonly List<ReceivedPoint> _points = [];
    private readonly List<IReadOnlyDictionary<string, string>> _headers = [];
    private TaskCompletionSource _changed = New();

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Http { get; private set; } = null!;

    public Uri Grpc { get; private set; } = null!;

    /// <summary>Every body as it came, unzipped.</summary>
    public IReadOnlyList<byte[]> Bodies => Copy(_bodies);

    public IReadOnlyList<ReceivedSpan> Spans => Copy(_spans);

    public IReadOnlyList<ReceivedLog> Logs => Copy(_logs);

    public IReadOnlyList<ReceivedPoint> Points => Copy(_points);

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Headers => Copy(_headers);

    /// <summary>An answer to give instead of taking the request; null takes it.</summary>
    public Func<int?> Refuse { get; set; } = static () => null;

    /// <summary>Whether what arrives is read and not kept.</summary>
    public bool IsForgetful { get; set; }

    public static async Task<OtlpReceiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();

        // A source of its own: an app under test in this process must not record the receiver's requests as its own.
        builder.Services.AddSingleton(new ActivitySource("AgentOtel.Tests.Receiver"));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate, https =>
                    {
                        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                        https.ClientCertificateValidation = (client, _, _) => client.Subject == "CN=client";
                    });
                }
            });
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var receiver = new OtlpReceiver(builder.Build());
        receiver.Map();
        await receiver._app.StartAsync();
        var addresses = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        receiver.Http = new Uri(addresses[0]);
        receiver.Grpc = new Uri(addresses[1]);
        return receiver;
    }

    /// <summary>Waits until what has arrived is as asked, and fails after the deadline with what had arrived.</summary>
    public async Task WaitForAsync(Func<OtlpReceiver, bool> isReached, string what, int seconds = 120)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var changed = _changed;
            if (isReached(this))
            {
                return;
            }

            try
            {
                await changed.Task.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"{what} did not arrive within {seconds} s. Spans: {string.Join(", ", Spans.Select(span => span.Name))}; "
                    + $"logs: {string.Join(", ", Logs.Select(log => log.EventName ?? log.Body))}; "
                    + $"metrics: {string.Join(", ", Points.Select(point => point.Metric).Distinct())}.");
            }
        }
    }

    public ReceivedSpan Span(string name) => Spans.Single(span => span.Name == name);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Map()
    {
        _app.MapPost("/v1/{signal}", (HttpContext context, string signal) => HttpAsync(context, signal));
        MapGrpc("/opentelemetry.proto.collector.trace.v1.TraceService/Export", "traces");
        MapGrpc("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "metrics");
        MapGrpc("/opentelemetry.proto.collector.logs.v1.LogsService/Export", "logs");

        void MapGrpc(string path, string signal) => _app.MapPost(path, (HttpContext context) => GrpcAsync(context, signal));
    }

    private async Task HttpAsync(HttpContext context, string signal)
    {
        var body = await BodyAsync(context);
        if (Refuse() is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        Take(signal, context.Request.Headers.ContentEncoding == "gzip" ? Unzip(body) : body, context);
        context.Response.ContentType = "application/x-protobuf";
    }

    private async Task GrpcAsync(HttpContext context, string signal)
    {
        var body = await BodyAsync(context);
        context.Response.ContentType = "application/grpc";
        if (Refuse() is not null)
        {
            context.Response.AppendTrailer("grpc-status", "14");
            return;
        }

        var message = body.AsSpan(5, (int)BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1))).ToArray();
        Take(signal, body[0] == 1 ? Unzip(message) : message, context);
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private void Take(string signal, byte[] request, HttpContext context)
    {
        if (IsForgetful)
        {
            return;
        }

        lock (_gate)
        {
            _headers.Add(
                context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            _bodies.Add(request);
            switch (signal)
            {
                case "traces": _spans.AddRange(OtlpDecoder.Spans(request)); break;
                case "logs": _logs.AddRange(OtlpDecoder.Logs(request)); break;
                default: _points.AddRange(OtlpDecoder.Points(request)); break;
            }
        }

        Interlocked.Exchange(ref _changed, New()).TrySetResult();
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static byte[] Unzip(byte[] data)
    {
        using var unzipped = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(data), CompressionMode.Decompress))
        {
            gzip.CopyTo(unzipped);
        }

        return unzipped.ToArray();
    }

    private List<T> Copy<T>(List<T> items)
    {
        lock (_gate)
        {
            return [.. items];
        }
    }
}
