import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { icon } from '../parts/icons.js';
import { announce } from '../parts/notice.js';

const words = { system: 'as the system', light: 'light', dark: 'dark' };

/** Goes round: as the system, light, dark. Remembered by this browser. */
export function themeButton() {
  const button = h('button.quiet.icon-button', { type: 'button', on: { click: () => show(window.theme.next(), true) } });
  const show = (theme, isNew) => {
    fill(button, icon('theme'));
    button.title = `Theme: ${words[theme]}`;
    button.dataset.theme = theme;
    button.setAttribute('aria-label', `Theme: ${words[theme]}`);
    if (isNew) announce(`Theme: ${words[theme]}`);
  };
  show(window.theme.current, false);
  return button;
}
