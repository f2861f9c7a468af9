// Parses the LogQL query that comes on the standard input with Grafana's own grammar; exit code 1 where it is none.
import { parser } from '@grafana/lezer-logql';
import { readFileSync } from 'node:fs';

const query = readFileSync(0, 'utf8').trim();
let wrong = query.length === 0;
parser.parse(query).iterate({
  enter: (node) => {
    if (node.type.isError) {
      console.error(`Not LogQL at ${node.from}: ${query.slice(node.from, node.from + 40)}`);
      wrong = true;
    }
  },
});
process.exit(wrong ? 1 : 0);
