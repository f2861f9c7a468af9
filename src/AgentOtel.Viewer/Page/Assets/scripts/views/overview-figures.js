import { h } from '../dom/element.js';
import { to } from '../address.js';
import * as numbers from '../text/numbers.js';
import * as shown from '../text/shown.js';

/** The row of figures, each beside that of the window before. */
export function figures({ figures: now, before }) {
  const tokens = figure => figure.inputTokens + figure.outputTokens;
  return h('div.figures',
    figure('Runs', shown.count(now.runs), change(now.runs, before.runs), { href: to('/traces') }),
    figure('Success', shown.percent(now.successRate), points(now.successRate, before.successRate), { kind: now.failed > 0 ? 'bad' : '', note: now.failed > 0 && h('a', { href: to('/traces', { status: 'failed' }) }, numbers.plural(now.failed, 'failed run')) }),
    figure('Latency p50', shown.duration(now.latencyP50), change(now.latencyP50, before.latencyP50, false)),
    figure('Latency p95', shown.duration(now.latencyP95), change(now.latencyP95, before.latencyP95, false), { href: to('/traces', { sort: '-duration' }) }),
    figure('Tokens', shown.tokens(tokens(now)), change(tokens(now), tokens(before)), { note: tokens(now) > 0 && `${numbers.count(now.inputTokens)} in, ${numbers.count(now.outputTokens)} out` }),
    figure('Cost', shown.money(now.cost, 0), change(now.cost, before.cost, false), { href: to('/cost'), note: costNote(now) }),
    figure('Errors', shown.count(now.errors), change(now.errors, before.errors, false), { href: to('/errors'), kind: now.errors > 0 ? 'bad' : '' }));
}

function figure(name, value, difference, { href, note, kind = '' } = {}) {
  return h('div.figure', { class: kind || undefined, key: name },
    h('div.figure-name', href ? h('a', { href }, name) : name),
    h('div.figure-value', value),
    h('div.figure-note', difference, note));
}

function costNote(now) {
  const estimate = now.estimatedCost > 0 && h('span.estimate', { title: 'Of calls that came without a cost' }, `+ ~${numbers.money(now.estimatedCost)} estimated`);
  const unpriced = now.unpricedCalls > 0 && h('a.warn', { href: to('/cost') }, numbers.plural(now.unpricedCalls, 'unpriced call'));
  return estimate || unpriced ? [estimate, unpriced] : null;
}

/** How much more or less than in the window before. */
function change(now, before, isMoreGood = null) {
  if (now === undefined || before === undefined || !before || now === before) return null;
  const share = now / before - 1;
  const text = Math.abs(share) >= 9.995 ? `×${numbers.count(Math.round(now / before))}` : `${share > 0 ? '+' : '−'}${numbers.percent(Math.abs(share))}`;
  return tag(text, isMoreGood === null ? '' : share > 0 === isMoreGood ? 'good' : 'bad');
}

function points(now, before) {
  if (now === undefined || before === undefined || now === before) return null;
  const difference = (now - before) * 100;
  return tag(`${difference > 0 ? '+' : '−'}${Math.abs(difference).toFixed(1)} pt`, difference > 0 ? 'good' : 'bad');
}

const tag = (text, kind) => h('span.change', { class: kind || undefined, title: 'Against the window before' }, text);
