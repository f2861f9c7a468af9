import { h } from '../dom/element.js';

export const severity = level => h('span.severity', { class: level }, level);

export const state = group => h('span.group-state', h('span.tag', { class: group.state }, group.state),
  group.cameBack && h('span.tag.bad', { title: 'It was marked resolved and was seen again' }, 'came back'));
