/** A row of the tree: a span, or what stands for several attempts of a task, or for a parent that never came. */
class Node {
  children = [];
  parent = null;

  constructor(kind, id, label) {
    this.kind = kind;
    this.id = id;
    this.label = label;
  }
}

/** The tree of a trace's spans. Attempts of the same task stand in a group; spans whose parent never came under one that says so. */
export function grow(spans, { operationsOnly = false } = {}) {
  const nodes = new Map();
  for (const span of spans) {
    const node = new Node(span.kind, span.spanId, label(span));
    node.span = span;
    node.start = span.offset;
    node.end = span.duration === undefined ? undefined : span.offset + span.duration;
    node.totals = span.totals;
    nodes.set(span.spanId, node);
  }

  const roots = [];
  const missing = new Map();
  for (const node of nodes.values()) {
    const { parentId } = node.span;
    const parent = parentId ? nodes.get(parentId) ?? orphans(missing, parentId, roots) : null;
    if (parent && !isBelow(parent, node)) adopt(parent, node);
    else roots.push(node);
  }

  const shown = operationsOnly ? roots.flatMap(root => onlyOperations(root)) : roots;
  for (const root of shown) order(root);
  return shown.sort(byStart);
}

/** The rows to show: each open node before its children. */
export function rows(roots, closed) {
  const list = [];
  const add = (nodes, depth) => nodes.forEach((node, at) => {
    node.depth = depth;
    node.index = list.length;
    node.place = at + 1;
    node.siblings = nodes.length;
    list.push(node);
    if (!closed.has(node.id)) add(node.children, depth + 1);
  });
  add(roots, 0);
  return list;
}

export const hasFailed = node => node.span ? node.span.status === 'failed' || Boolean(node.span.errorType) : node.children.every(hasFailed);

function label(span) {
  const named = { workflow: span.workflow, task: span.task, agent: span.agent, tool: span.tool, model: span.model }[span.kind];
  return named || span.name || 'no name';
}

function orphans(missing, parentId, roots) {
  let node = missing.get(parentId);
  if (!node) {
    node = new Node('missing', `missing-${parentId}`, `Span ${parentId} has not come`);
    missing.set(parentId, node);
    roots.push(node);
  }

  return node;
}

// Spans that name each other as parent would go round for ever.
function isBelow(node, top) {
  for (let at = node; at; at = at.parent) if (at === top) return true;
  return false;
}

function adopt(parent, node) {
  node.parent = parent;
  parent.children.push(node);
}

function onlyOperations(node) {
  const children = node.children.flatMap(child => onlyOperations(child));
  const isPlain = node.kind === 'span' && !hasFailed(node);
  if (isPlain) return children;
  node.children = children;
  for (const child of children) child.parent = node;
  return [node];
}

function order(node) {
  node.children = grouped(node);
  node.children.sort(byStart);
  for (const child of node.children) order(child);
  if (node.span) return;
  const ends = node.children.map(child => child.end);
  node.start = Math.min(...node.children.map(child => child.start));
  node.end = ends.includes(undefined) ? undefined : Math.max(...ends);
  node.totals = node.children.map(child => child.totals).filter(Boolean).reduce(sum, null);
}

function grouped(parent) {
  if (parent.kind === 'retries') return parent.children;
  const attempts = Map.groupBy(parent.children, child => child.kind === 'task' && child.span.taskId ? child.span.taskId : '');
  const children = attempts.get('') ?? [];
  for (const [taskId, tries] of attempts) {
    if (taskId === '') continue;
    if (tries.length === 1) {
      children.push(...tries);
      continue;
    }

    const group = new Node('retries', `retries-${taskId}`, tries[0].label);
    group.parent = parent;
    for (const attempt of tries) adopt(group, attempt);
    children.push(group);
  }

  return children;
}

const byStart = (one, other) => one.start - other.start;

function sum(total, next) {
  if (!total) return { ...next };
  for (const name of Object.keys(next)) total[name] += next[name];
  return total;
}
