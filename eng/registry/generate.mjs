// Writes telemetry/registry, the contract in OpenTelemetry Weaver's format, from the tables of docs/telemetry.md:
//   node eng/registry/generate.mjs [INTO_FOLDER]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { counted, told } from './words.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const into = process.argv[2] ?? join(root, 'telemetry/registry');
const page = readFileSync(join(root, 'docs/telemetry.md'), 'utf8');

/** The rows of the table whose head begins so, as cells. */
const rows = (head) => page.slice(page.indexOf(`| ${head}`)).split('\n\n')[0].split('\n').slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const names = (text) => [...text.matchAll(/`([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)`/g)].map((match) => match[1]);
const plain = (text) => text.replaceAll('`', '').replace(/\s+/g, ' ').replace(/^./, (first) => first.toUpperCase());
const isOurs = (name) => name.startsWith('agentotel.') || name === told;
const quoted = (text) => JSON.stringify(text);

/** Rows whose last cell begins with "the same" mean that of the row above. */
const meant = (list) => list.reduce((done, row) => [...done, row.at(-1).startsWith('the same') ? [...row.slice(0, -1), done.at(-1).at(-1)] : row], []);

const attributes = meant(rows('attribute |')).map(([name, type, example, where]) => ({ name: names(name.replace(/\.`$/, '`'))[0], type: type.split(/[ ,]/)[0], example, where, isTemplate: /\.`$/.test(name) }));
const known = new Set(attributes.map((attribute) => attribute.name));

const typeOf = ({ type, isTemplate }) => {
  const word = type === 'bool' ? 'boolean' : type;
  return isTemplate ? `template[${word}]` : word;
};
const exampleOf = ({ type, example, isTemplate }) => {
  const text = example.replace(/^.*= /, '').replaceAll('`', '').trim();
  return isTemplate || !/^(int|double|bool)/.test(type) ? (type === 'string[]' ? `[${text}]` : `[${quoted(text)}]`) : `[${text}]`;
};

const attributeFile = () => [
  'groups:',
  '  - id: registry.agentotel',
  '    type: attribute_group',
  "    display_name: AgentOtel's own attributes",
  '    brief: What the conventions have no name for, and the two that backends read under names of the conventions.',
  '    attributes:',
  ...attributes.filter(({ name }) => isOurs(name)).concat(counted.attributes).flatMap((attribute) => [
    `      - id: ${attribute.name}`,
    `        type: ${typeOf(attribute)}`,
    '        stability: development',
    `        brief: ${quoted(`${plain(attribute.where)}.`)}`,
    `        examples: ${exampleOf(attribute)}`,
  ]),
];

const shorthand = { operation: ['gen_ai.operation.name'], provider: ['gen_ai.provider.name'], models: ['gen_ai.request.model', 'gen_ai.response.model'], 'request model': ['gen_ai.request.model'], agent: ['gen_ai.agent.name'], workflow: ['gen_ai.workflow.name'], error: ['error.type'], tool: ['gen_ai.tool.name'], none: [] };
const labels = (text) => text.split(';')[0].split(', ').flatMap((part) => shorthand[part.trim()] ?? names(part)).filter((name) => known.has(name) || counted.attributes.some((own) => own.name === name));
const refs = (list, level = 'recommended') => list.flatMap((name) => [`      - ref: ${name}`, `        requirement_level: ${level}`]);

const metricFile = () => {
  const own = meant(rows('metric |')).map(([name, instrument, unit, text]) => ({
    name: names(name)[0], instrument: { 'up-down counter': 'updowncounter' }[instrument] ?? instrument, unit, attributes: labels(text), brief: text === 'none' ? 'Without labels' : `By ${text.replaceAll('`', '')}`,
  })).filter(({ name }) => name.startsWith('agentotel.')).concat(counted.metrics);
  return ['groups:', ...own.flatMap((metric) => [
    `  - id: metric.${metric.name}`,
    '    type: metric',
    `    metric_name: ${metric.name}`,
    `    instrument: ${metric.instrument}`,
    `    unit: ${quoted(metric.unit)}`,
    '    stability: development',
    `    brief: ${quoted(`${metric.brief}.`)}`,
    ...(metric.attributes.length > 0 ? ['    attributes:', ...refs(metric.attributes)] : []),
  ])];
};

const groups = Object.fromEntries([...page.matchAll(/^- \*\*(\w+)\*\*[^:]*:((?:.|\n  )*)/gm)].map((match) => [match[1], names(match[2])]));
const expand = (text) => [...new Set([...groups.context, ...[...text.matchAll(/\*\*(\w+)\*\*/g)].flatMap((match) => groups[match[1]] ?? []), ...names(text.split(/once a model|said once/)[0])])].filter((name) => known.has(name));
const eventFile = () => ['groups:', ...rows('event |').flatMap(([name, level, text]) => names(name).filter((one) => one.startsWith('agentotel.')).flatMap((one) => [
  `  - id: event.${one}`,
  '    type: event',
  `    name: ${one}`,
  '    stability: development',
  `    brief: ${quoted(`At the level ${level}.`)}`,
  '    attributes:',
  ...refs(expand(text).filter((field) => field !== 'event.name')),
  '      - ref: event.name',
  '        requirement_level: required',
  '        note: The name of the event once more, beside the native one, which Loki drops.',
]))];

const spanFile = () => ['groups:', ...[
  ['execute_task', 'internal', 'One attempt at a task of a workflow.', ['gen_ai.operation.name', 'gen_ai.workflow.name', 'agentotel.task.name', 'agentotel.task.id', 'agentotel.task.attempt', 'agentotel.task.retry.reason', 'agentotel.status', ...groups.totals, 'error.type']],
  ['tracked', 'internal', "An operation of the app's own, under the name that it gives.", ['agentotel.operation.name', 'error.type']],
].flatMap(([id, kind, brief, list]) => [
  `  - id: span.agentotel.${id}`,
  '    type: span',
  `    span_kind: ${kind}`,
  '    stability: development',
  `    brief: ${quoted(brief)}`,
  '    attributes:',
  ...refs(list),
])];

const manifest = [
  'name: agentotel',
  "description: What AgentOtel emits beside OpenTelemetry's conventions for generative AI, and on top of them.",
  `schema_url: https://agentotel.example/schemas/${counted.version}`,
  'dependencies:',
  '  - schema_url: https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev',
  '    registry_path: https://github.com/open-telemetry/semantic-conventions-genai@06ec68e722c45a7218e23ea1bc1339fe4e21ecae[model]',
];
const imports = ['imports:', '  metrics:', ...['gen_ai', 'http', 'process', 'system', 'dotnet', 'aspnetcore', 'kestrel', 'dns'].map((name) => `    - ${name}.*`), '  events:', '    - gen_ai.*'];

mkdirSync(into, { recursive: true });
for (const [name, lines] of Object.entries({ manifest, attributes: attributeFile(), metrics: metricFile(), events: [...eventFile(), ...imports], spans: spanFile() })) {
  writeFileSync(join(into, `${name}.yaml`), `# Written by eng/registry/generate.mjs from docs/telemetry.md.\n${lines.join('\n')}\n`);
}
