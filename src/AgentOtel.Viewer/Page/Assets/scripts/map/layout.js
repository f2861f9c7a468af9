const order = ['workflow', 'agent', 'tool', 'model'];
const nodeWidth = 160;
const nodeHeight = 38;
const gapY = 20;
const edgeRoom = 15;
const labelled = 9;

/** Places nodes in columns: workflows, agents by how deep they are called, then tools and models. A node is as tall as the lines that come to it need. */
export function layOut({ nodes, edges }) {
  const depth = depths(nodes, edges);
  const columns = [];
  for (const node of nodes) (columns[depth.get(node.id)] ??= []).push(node);
  const used = columns.filter(Boolean);
  const places = new Map();
  const gapX = used.length > 3 ? 210 : 270;
  const sizes = new Map(nodes.map(node => [node.id, heightOf(node, edges)]));
  const total = column => column.reduce((sum, node) => sum + sizes.get(node.id) + gapY, -gapY);
  const tallest = Math.max(...used.map(total));
  used.forEach((column, at) => {
    arrange(column, edges, places);
    let y = (tallest - total(column)) / 2 + 8;
    for (const node of column) {
      const height = sizes.get(node.id);
      places.set(node.id, { node, x: at * (nodeWidth + gapX) + 8, y, width: nodeWidth, height });
      y += height + gapY;
    }
  });
  return { places: [...places.values()], links: links(edges, places), width: used.length * (nodeWidth + gapX) - gapX + 16, height: tallest + 16 };
}

function heightOf(node, edges) {
  const lines = Math.max(edges.filter(edge => edge.to === node.id).length, edges.filter(edge => edge.from === node.id).length / 2);
  return Math.max(nodeHeight, Math.min(lines, labelled) * edgeRoom + 10);
}

function depths(nodes, edges) {
  const kinds = new Map(nodes.map(node => [node.id, node.kind]));
  const depth = new Map(nodes.map(node => [node.id, node.kind === 'workflow' ? 0 : 1]));
  const between = edges.filter(edge => kinds.get(edge.from) === 'agent' && kinds.get(edge.to) === 'agent' && edge.from !== edge.to);
  for (let round = 0; round < Math.min(nodes.length, 6); round++) {
    for (const edge of between) depth.set(edge.to, Math.max(depth.get(edge.to), Math.min(depth.get(edge.from) + 1, 6)));
  }

  const last = Math.max(0, ...nodes.filter(node => node.kind === 'agent' || node.kind === 'workflow').map(node => depth.get(node.id))) + 1;
  for (const node of nodes) if (node.kind === 'tool' || node.kind === 'model') depth.set(node.id, last);
  return depth;
}

/** By kind, then by where their callers stand, so that few lines cross. */
function arrange(column, edges, places) {
  const middle = node => {
    const callers = edges.filter(edge => edge.to === node.id && places.has(edge.from)).map(edge => places.get(edge.from).y);
    return callers.length === 0 ? 0 : callers.reduce((sum, y) => sum + y, 0) / callers.length;
  };
  column.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || middle(one) - middle(other) || (one.name < other.name ? -1 : 1));
}

/** Lines from a node's right side to the other's left, each at a height of its own. */
function links(edges, places) {
  const known = edges.filter(edge => places.has(edge.from) && places.has(edge.to));
  const spread = (list, place, at) => place.y + place.height / 2 + (at - (list.length - 1) / 2) * Math.min(edgeRoom, (place.height - 6) / list.length);
  return known.map(edge => {
    const from = places.get(edge.from);
    const to = places.get(edge.to);
    const out = known.filter(other => other.from === edge.from).sort((one, other) => places.get(one.to).y - places.get(other.to).y);
    const into = known.filter(other => other.to === edge.to).sort((one, other) => places.get(one.from).y - places.get(other.from).y);
    return { edge, x1: from.x + from.width, y1: spread(out, from, out.indexOf(edge)), x2: to.x, y2: spread(into, to, into.indexOf(edge)), isBack: to.x <= from.x, isLabelled: into.length <= labelled };
  });
}
