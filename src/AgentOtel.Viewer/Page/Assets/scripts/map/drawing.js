import { h, s } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { go, to } from '../address.js';
import { kindIcon } from '../parts/icons.js';
import * as numbers from '../text/numbers.js';
import { layOut } from './layout.js';

const labelRoom = 130;

/** The map as a drawing. Pointing at a node, or focusing it, leaves only its own lines bright, each with its figures. */
export function drawMap(map) {
  const { places, links, width, height } = layOut(map);
  const most = Math.max(...map.edges.map(edge => edge.calls), 1);
  const lines = links.map(link => line(link, most));
  const reading = h('div.map-reading', { role: 'status' });
  const light = node => {
    for (const { parts, edge } of lines) {
      const isNear = edge.from === node?.id || edge.to === node?.id;
      for (const part of parts) {
        part.classList.toggle('away', Boolean(node) && !isNear);
        part.classList.toggle('near', isNear);
      }
    }

    fill(reading, node ? words(node) : 'Point at a node, or move to it with Tab, to see its lines alone.');
  };
  const drawing = s('svg.map', { viewBox: `0 0 ${width} ${height}`, style: { 'max-width': `${width}px` } },
    lines.map(one => one.parts[0]), lines.map(one => one.parts[1]), places.map(place => box(place, light)));
  light(null);
  return [h('div.map-scroll', drawing), reading];
}

const words = node => `${node.kind} ${node.name.slice(0, 200)}: ${numbers.plural(node.calls, 'call')}, ${numbers.plural(node.errors, 'error')}`;

function line({ edge, x1, y1, x2, y2, isBack, isLabelled }, most) {
  const flat = isBack ? x2 : x2 - labelRoom;
  const bend = isBack ? 120 : (flat - x1) / 2;
  const thickness = 1 + Math.sqrt(edge.calls / most) * 4;
  const path = s('path', { d: `M${x1} ${y1} C${x1 + bend} ${y1} ${flat - bend} ${y2} ${flat} ${y2} L${x2} ${y2}`, 'stroke-width': thickness.toFixed(1) });
  const cost = edge.cost || edge.estimatedCost ? ` · ${edge.cost ? numbers.money(edge.cost) : `~${numbers.money(edge.estimatedCost)}`}` : '';
  const text = `${numbers.count(edge.calls)}×${edge.errors ? ` · ${edge.errors} err` : ''} · ${numbers.duration(edge.meanDuration)}${cost}`;
  const label = s('text.edge-label', { class: isLabelled ? undefined : 'quiet', x: x2 - 6, y: y2 - 3.5, 'text-anchor': 'end' }, text);
  const element = s('g.edge', { class: edge.errors > 0 ? 'failed' : undefined }, s('title', text), path);
  return { parts: [element, label], edge };
}

function box({ node, x, y, width, height }, light) {
  const open = () => go(to('/traces', { [node.kind]: node.name }));
  const name = node.name.length > 17 ? `${node.name.slice(0, 16)}…` : node.name;
  const drawing = kindIcon(node.kind);
  for (const [key, value] of Object.entries({ x: x + 9, y: y + height / 2 - 8, width: 15, height: 15 })) drawing.setAttribute(key, value);
  return s('g.node', {
    class: `kind-${node.kind}`, tabindex: 0, role: 'link', 'aria-label': `${words(node)}. Opens its runs.`,
    on: { click: open, keydown: event => event.key === 'Enter' && open(), pointerenter: () => light(node), pointerleave: () => light(null), focus: () => light(node), blur: () => light(null) },
  },
  s('title', node.name.slice(0, 400)),
  s('rect', { x, y, width, height, rx: 7 }), drawing,
  s('text.node-name', { x: x + 32, y: y + height / 2 - 2 }, name),
  s('text.node-note', { x: x + 32, y: y + height / 2 + 12 }, [numbers.plural(node.calls, 'call'), node.errors && numbers.plural(node.errors, 'error')].filter(Boolean).join(', ')));
}
