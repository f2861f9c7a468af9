// Writes deploy/grafana/dashboards from the boards beside this file: node eng/dashboards/generate.mjs [INTO_FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import overview from './overview.mjs';
import runs from './runs.mjs';
import models from './models.mjs';
import workflows from './workflows.mjs';
import cost from './cost.mjs';
import value from './value.mjs';
import errors from './errors.mjs';
import services from './services.mjs';
import operations from './operations.mjs';

const into = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../deploy/grafana/dashboards');
const boards = {
  'operations/overview': overview, 'developer/runs': runs, 'developer/models': models, 'developer/workflows': workflows, 'finance/cost': cost,
  'management/value': value, 'developer/errors': errors, 'developer/services': services, 'operations/operations': operations,
};
for (const [name, board] of Object.entries(boards)) {
  const file = join(into, `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(board, null, 2)}\n`);
}
