import { h } from '../dom/element.js';
import { copyLine } from './copy.js';

/** A line for each language that sends an app's telemetry here. */
export function howToSend(status) {
  const grpc = address(status, 'grpc');
  const http = address(status, 'http');
  const lines = [
    ['.NET', grpc && `OTEL_EXPORTER_OTLP_ENDPOINT=${grpc} OTEL_EXPORTER_OTLP_PROTOCOL=grpc dotnet run`],
    ['Python', http && `OTEL_EXPORTER_OTLP_ENDPOINT=${http} OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf opentelemetry-instrument python app.py`],
    ['JavaScript', http && `OTEL_EXPORTER_OTLP_ENDPOINT=${http} OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf node --require @opentelemetry/auto-instrumentations-node/register app.js`],
  ];
  return h('div.how-to',
    lines.filter(([, line]) => line).map(([language, line]) => h('div.how-to-line', h('h3', language), copyLine(line, `the line for ${language}`))),
    h('p.dim', 'Any other sender: OTLP/gRPC at ', grpc ? h('code', grpc) : 'no address', ', OTLP/HTTP (protobuf or JSON) at ', http ? h('code', http) : 'no address', '. A file of OTLP JSON lines can be dropped on this page.'));
}

const address = (status, protocol) => status?.receivers.find(receiver => receiver.protocol === protocol)?.address.replace(/\/$/, '');
