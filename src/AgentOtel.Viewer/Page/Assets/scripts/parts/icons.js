import { s } from '../dom/element.js';

const paths = {
  overview: 'M2 9h4V3h4v10H6M10 6h4v7H2V9',
  traces: 'M2 3.5h9M4 8h6M7 12.5h7',
  logs: 'M2 4h12M2 8h12M2 12h8',
  errors: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.2',
  map: 'M3.5 3.5h0M12.5 5h0M6 12.5h0M3.5 3.5 12.5 5 6 12.5z',
  decisions: 'M8 14V9M8 9 3.5 4.5M8 9l4.5-4.5M3.5 8V4.5H7M9 4.5h3.5V8',
  cost: 'M8 1.5v13M11.2 4.4C10.4 3.6 9.3 3.2 8 3.2c-1.9 0-3.2.9-3.2 2.3 0 3.3 6.6 1.5 6.6 5 0 1.5-1.5 2.4-3.4 2.4-1.5 0-2.7-.5-3.5-1.4',
  metrics: 'M2 2v12h12M4.5 11l3-4 2.5 2.5L14 4',
  connect: 'M6 2v3.5M10 2v3.5M4 5.5h8v2.5a4 4 0 0 1-8 0zM8 12v2.5',
  workflow: 'M3 3h4v4H3zM9.5 9.5h4v4h-4zM5 7v4.5h4.5',
  task: 'M2.5 2.5h11v11h-11zM5.2 8.2l2 2 3.6-4.2',
  agent: 'M8 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6M2.5 14c.5-3 2.5-4.5 5.5-4.5s5 1.5 5.5 4.5',
  plan: 'M6 4h8M6 8h8M6 12h8M2.5 4h.5M2.5 8h.5M2.5 12h.5',
  tool: 'M13.6 4.6a3.6 3.6 0 0 1-4.8 4.2L4 13.6 2.4 12l4.8-4.8a3.6 3.6 0 0 1 4.2-4.8L9.3 4.5l.4 1.8 1.8.4z',
  model: 'M8 1.8 9.7 6.3 14.2 8 9.7 9.7 8 14.2 6.3 9.7 1.8 8 6.3 6.3z',
  retrieval: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 14 14',
  span: 'M3 8h10',
  retries: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
  missing: 'M4 4l8 8M12 4l-8 8',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  file: 'M4 1.8h5.5L13 5.3v9H4zM9.5 1.8v3.5H13',
  clear: 'M3 4.5h10M6.5 4.5V2.5h3v2M4.5 4.5l.6 9h5.8l.6-9',
  intake: 'M8 2v7M5 6.5 8 9.5l3-3M2.5 11v2.5h11V11',
  keys: 'M1.5 4h13v8h-13zM4 6.5h.2M6.5 6.5h.2M9 6.5h.2M11.5 6.5h.2M5 9.5h6',
  download: 'M8 2v8M5 7l3 3 3-3M3 13.5h10',
  link: 'M6.5 9.5l3-3M7.5 4.5l1.5-1.5a2.8 2.8 0 0 1 4 4L11.5 8.5M8.5 11.5 7 13a2.8 2.8 0 0 1-4-4l1.5-1.5',
};

/** A line drawing beside words that say the same. */
export const icon = name => s('svg.icon', { viewBox: '0 0 16 16', 'aria-hidden': 'true', class: `icon-${name}` }, s('path', { d: paths[name] ?? paths.span }));

/** A kind of work, in its colour. */
export const kindIcon = kind => {
  const drawing = icon(kind);
  drawing.classList.add('kind', `kind-${kind}`);
  return drawing;
};
