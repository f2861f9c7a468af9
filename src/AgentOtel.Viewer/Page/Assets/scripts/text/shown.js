import { h } from '../dom/element.js';
import * as numbers from './numbers.js';
import * as times from './times.js';

// Values as a person reads them, with every digit in the title.

export const count = (value, what = '') => h('span', { title: `${numbers.exact(value)} ${what}`.trim() }, numbers.count(value));

export const tokens = value => count(value, 'tokens');

export const duration = seconds =>
  seconds === undefined ? none() : h('span', { title: `${numbers.exact(seconds)} s` }, numbers.duration(seconds));

/** What was sent, and beside it what was estimated: never added up. */
export function money(cost, estimated = 0) {
  if (!estimated) return h('span', { title: numbers.exactMoney(cost) }, numbers.money(cost));
  const estimate = h('span.estimate', { title: `${numbers.exactMoney(estimated)}, estimated: the sender gave no cost` }, `~${numbers.money(estimated)}`);
  return cost ? h('span', h('span', { title: `${numbers.exactMoney(cost)} as sent` }, numbers.money(cost)), ' + ', estimate) : estimate;
}

/** The same where there is little room: that there are estimates too is a mark. */
export function shortMoney(cost, estimated = 0) {
  if (!cost || !estimated) return money(cost, estimated);
  return h('span', { title: `${numbers.exactMoney(cost)} as sent, and ${numbers.exactMoney(estimated)} estimated` }, numbers.money(cost), h('span.estimate', '+~'));
}

export const percent = share => share === undefined ? none() : h('span', { title: numbers.exact(share) }, numbers.percent(share));

export const time = date => h('time', { datetime: date, title: times.whole(date) }, times.moment(date));

export const fineTime = date => h('time', { datetime: date, title: times.whole(date) }, times.fine(date));

export const ago = date => h('time', { datetime: date, title: times.whole(date) }, times.ago(date));

export const bytes = value => h('span', { title: `${numbers.exact(value)} bytes` }, numbers.bytes(value));

export const none = () => h('span.none', { 'aria-label': 'none' , role: 'img' }, '–');

/** Text from outside: whatever its direction, it stays in its place; a long one is cut in the title. */
export const name = text => h('bdi.name', { title: text.length > 400 ? `${text.slice(0, 400)}…` : text }, text.length > 2000 ? `${text.slice(0, 2000)}…` : text);
