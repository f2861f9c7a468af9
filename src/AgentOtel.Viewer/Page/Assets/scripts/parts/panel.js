import { h } from '../dom/element.js';

/** A titled part of a view. */
export const panel = (title, content, { aside, key, className = '' } = {}) =>
  h('section.panel', { key: key ?? title, class: className || undefined }, h('header.panel-head', h('h2', title), aside), content);
