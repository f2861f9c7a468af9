// What docs/telemetry.md does not hold in its tables.

/** The one name in a namespace of the conventions that is ours: backends read the cost there. */
export const told = 'gen_ai.usage.cost';

/** What the stack's Collector adds (deploy/otel-collector). */
export const counted = {
  version: '0.1.0',
  attributes: [
    { name: 'agentotel.truncated', type: 'bool', example: '`true`', where: "by the stack's Collector, on what it cut", isTemplate: false },
    { name: 'agentotel.cost.counted', type: 'string', example: '`collector`', where: "by the stack's Collector, on a call that it priced and counted", isTemplate: false },
  ],
  metrics: [
    { name: 'agentotel.telemetry.refused', instrument: 'counter', unit: '{item}', attributes: ['agentotel.signal', 'agentotel.reason'], brief: 'What a store would refuse, by signal and reason' },
    { name: 'agentotel.telemetry.truncated', instrument: 'counter', unit: '{item}', attributes: ['agentotel.signal'], brief: 'What was too large, by signal' },
  ],
};
