// Sends one span, one log record and three metrics with OpenTelemetry's SDK for JavaScript.
// Usage: node send.mjs grpc|proto|http ENDPOINT
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { AggregationType, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

const [encoding, endpoint] = process.argv.slice(2);
const exporterOf = async (signal, path, name) => {
  const module = await import(`@opentelemetry/exporter-${signal}-otlp-${encoding}`);
  return new module[name]({ url: encoding === 'grpc' ? endpoint : `${endpoint}v1/${path}`, compression: encoding === 'proto' ? 'gzip' : 'none' });
};

const resource = resourceFromAttributes({ 'service.name': 'javascript', 'service.version': '1.0' });
const traces = new TracerProvider({ resource, spanProcessors: [new BatchSpanProcessor({ exporter: await exporterOf('trace', 'traces', 'OTLPTraceExporter') })] });
const logs = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter: await exporterOf('logs', 'logs', 'OTLPLogExporter') })] });
const metrics = new MeterProvider({
  resource,
  readers: [new PeriodicExportingMetricReader({ exporter: await exporterOf('metrics', 'metrics', 'OTLPMetricExporter') })],
  views: [{ instrumentName: 'sizes', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
});

const tracer = traces.getTracer('agent', '2.1');
const span = tracer.startSpan('chat gpt-4o', {
  kind: SpanKind.CLIENT,
  attributes: { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.usage.input_tokens': 12, temperature: 0.5, stream: true, stop: ['a', 'b'] },
});
span.addEvent('first chunk', { size: 3 });
span.setStatus({ code: SpanStatusCode.ERROR, message: 'too long' });
logs.getLogger('agent').emit({
  severityNumber: 13,
  severityText: 'WARN',
  eventName: 'gen_ai.choice',
  body: { index: 0, message: { role: 'assistant' } },
  attributes: { 'event.name': 'gen_ai.choice' },
  context: trace.setSpan(context.active(), span),
});
span.end();

const meter = metrics.getMeter('agent');
meter.createCounter('calls', { unit: '{call}' }).add(3, { model: 'gpt-4o' });
meter.createHistogram('duration', { unit: 's' }).record(0.3);
meter.createHistogram('sizes', { unit: 'By' }).record(1000);

await Promise.all([traces.shutdown(), logs.shutdown(), metrics.shutdown()]);
