import { h } from '../dom/element.js';

/** A dialog over the page; gives the element, which takes focus and gives it back. */
export function modal(title, ...content) {
  const dialog = h('dialog.modal', { 'aria-labelledby': 'modal-title', on: { close: () => dialog.remove(), click: event => event.target === dialog && dialog.close() } },
    h('div.modal-body',
      h('header', h('h2', { id: 'modal-title' }, title), h('button.quiet', { type: 'button', 'aria-label': 'Close', on: { click: () => dialog.close() } }, '✕')),
      ...content));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something that cannot be taken back. */
export function confirm(title, text, action) {
  return new Promise(resolve => {
    let answer = false;
    const dialog = modal(title, h('p', text), h('footer.buttons',
      h('button', { type: 'button', on: { click: () => dialog.close() } }, 'Cancel'),
      h('button.danger', { type: 'button', on: { click: () => { answer = true; dialog.close(); } } }, action)));
    dialog.addEventListener('close', () => resolve(answer));
  });
}
