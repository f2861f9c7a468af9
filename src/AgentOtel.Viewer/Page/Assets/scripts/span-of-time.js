import { param } from './address.js';

/** The windows of time to choose from. */
export const choices = [
  ['-5m', 'Last 5 minutes'],
  ['-15m', 'Last 15 minutes'],
  ['-1h', 'Last hour'],
  ['-6h', 'Last 6 hours'],
  ['-24h', 'Last 24 hours'],
  ['-7d', 'Last 7 days'],
  ['-30d', 'Last 30 days'],
  ['-3650d', 'All that is held'],
];

const byDefault = '-1h';

/** The window that the address names, as the API takes it. */
export function chosen(fallback = byDefault) {
  const from = param('from') || fallback;
  const to = param('to');
  return to ? { from, to } : { from };
}

export const isFixed = () => param('to') !== '';

export function label({ from, to }) {
  const choice = choices.find(([value]) => value === from && !to);
  if (choice) return choice[1];
  return `${words(from)} – ${to ? words(to) : 'now'}`;
}

const words = text => /^-\d+[smhd]$/.test(text) ? `${text.slice(1)} ago` : text.replace('T', ' ').replace(/(:\d\d)(\.\d+)?Z$/, '$1');

/** The window's ends, in milliseconds. */
export function bounds({ from, to: until }) {
  const now = Date.now();
  const units = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
  const at = text => {
    const relative = /^-(\d+)([smhd])$/.exec(text);
    return relative ? now - relative[1] * units[relative[2]] : Date.parse(text);
  };
  return [at(from), until ? at(until) : now];
}
