import { h } from '../dom/element.js';
import { notice } from './notice.js';

/** A line to copy. */
export const copyLine = (text, label) => h('div.copy-line', h('code', { tabindex: 0, role: 'textbox', 'aria-readonly': 'true', 'aria-label': label }, text), copyButton(text, label));

export const copyButton = (text, label = 'value') => h('button.quiet.copy', {
  type: 'button',
  title: 'Copy',
  'aria-label': `Copy ${label}`,
  on: {
    click: async event => {
      event.preventDefault();
      event.stopPropagation();
      await copy(text);
      notice('Copied.');
    },
  },
}, 'Copy');

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }

  // Addresses other than localhost have no clipboard without TLS.
  const field = h('textarea', { value: text, class: 'unseen' });
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
