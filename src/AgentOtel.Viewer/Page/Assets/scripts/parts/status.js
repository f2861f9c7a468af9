import { h } from '../dom/element.js';

const words = { completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled', paused: 'Paused', running: 'Running' };

export const status = (state, isIncomplete = false) => h('span.status', { class: state },
  h('span.dot', { 'aria-hidden': 'true' }), words[state] ?? state,
  isIncomplete && state !== 'running' && h('span.tag', { title: 'The root has not come, or a span has not ended' }, 'incomplete'));

export const dot = state => h('span.status.bare', { class: state, title: words[state] ?? state, role: 'img', 'aria-label': words[state] ?? state }, h('span.dot'));
