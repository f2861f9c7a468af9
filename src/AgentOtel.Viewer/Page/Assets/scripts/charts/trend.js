import { s } from '../dom/element.js';

const width = 96;
const height = 22;

/** A small picture of counts in equal steps. */
export function trend(counts, words) {
  const peak = Math.max(1, ...counts);
  const step = width / counts.length;
  return s('svg.trend', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': words },
    s('line', { x1: 0, x2: width, y1: height - 0.5, y2: height - 0.5 }),
    counts.map((count, at) => count > 0 && s('rect', { x: at * step + 0.5, width: Math.max(1, step - 1), y: height - 1 - count / peak * (height - 3), height: Math.max(1.5, count / peak * (height - 3)) })).filter(Boolean));
}
