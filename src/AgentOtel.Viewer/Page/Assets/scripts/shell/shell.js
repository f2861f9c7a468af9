import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { to } from '../address.js';
import { icon } from '../parts/icons.js';
import { help } from '../keys.js';
import * as live from '../live.js';
import { heldWords, notices } from './banner.js';
import { menu } from './menu.js';
import { themeButton } from './theme-button.js';
import { timeChooser } from './time-chooser.js';

const places = [
  ['/', 'Overview', 'overview'],
  ['/traces', 'Runs & traces', 'traces'],
  ['/logs', 'Logs', 'logs'],
  ['/errors', 'Errors', 'errors'],
  ['/map', 'Map', 'map'],
  ['/decisions', 'Decisions & scores', 'decisions'],
  ['/cost', 'Cost', 'cost'],
  ['/metrics', 'Metrics', 'metrics'],
  ['/connect', 'Send data', 'connect'],
];

const liveWords = { live: 'Live', paused: 'Paused', lost: 'Reconnecting', hidden: 'Live', off: 'Live' };

/** What stands around every view. */
export class Shell {
  #status;
  #isNavOpen = false;

  constructor(place, status) {
    this.#status = status;
    this.nav = h('nav.places', { 'aria-label': 'Views', id: 'places' });
    this.heading = h('h1', { tabindex: -1 });
    this.time = h('div.time');
    this.live = h('button.live', { type: 'button', on: { click: () => live.pause(!live.isPaused()) } });
    this.banner = h('div.banners');
    this.content = null;
    this.main = h('main', { id: 'content', tabindex: -1 });
    this.menuButton = h('button.quiet.nav-toggle', { type: 'button', 'aria-label': 'Views', 'aria-controls': 'places', on: { click: () => this.#toggleNav() } }, icon('menu'));
    fill(place,
      h('div.shell',
        h('aside.side', h('a.brand', { href: '/' }, h('img', { src: '/assets/icon.svg', alt: '', width: 22, height: 22 }), 'AgentOtel'), this.nav, this.foot = h('div.foot')),
        h('div.stage',
          h('header.top', this.menuButton, this.heading, h('span.spring'), h('div.tools', this.time, this.live, themeButton(),
            h('button.quiet.icon-button.keys-button', { type: 'button', 'aria-label': 'Keys', title: 'Keys (?)', on: { click: help } }, icon('keys')), menu(status))),
          this.banner,
          this.main)));
    status.onChange(() => this.#tellStatus());
    this.tell({ kind: 'state', state: live.current() });
  }

  /** Begins a view: its title and an empty place. */
  enter(title, isWide) {
    this.content = h('div.view');
    this.main.replaceChildren(this.content);
    this.main.classList.toggle('wide', isWide);
    this.main.scrollTop = 0;
    this.#isNavOpen = false;
    this.title(title);
    this.follow();
  }

  /** Makes the links and the time chooser fit the address. */
  follow() {
    const path = location.pathname;
    const isHere = place => place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`);
    fill(this.nav, places.map(([place, name, drawing]) => h('a', { href: to(place), key: place, 'aria-current': isHere(place) ? 'page' : undefined }, icon(drawing), h('span', name))));
    this.nav.classList.toggle('open', this.#isNavOpen);
    this.menuButton.setAttribute('aria-expanded', String(this.#isNavOpen));
    fill(this.time, timeChooser());
    this.time.hidden = path.startsWith('/traces/') || path === '/connect';
  }

  title(text, ...shown) {
    fill(this.heading, shown.length > 0 ? shown : text);
    document.title = `${text.slice(0, 80)} · AgentOtel`;
  }

  focusTitle() {
    this.heading.focus({ preventScroll: true });
  }

  tell(update) {
    if (update.kind !== 'state') return;
    const words = live.isPaused() ? 'Paused' : liveWords[update.state];
    fill(this.live, h('span.dot', { 'aria-hidden': 'true' }), h('span', words));
    this.live.className = `live ${live.isPaused() ? 'paused' : update.state}`;
    this.live.setAttribute('aria-pressed', String(!live.isPaused()));
    this.live.setAttribute('aria-label', `Live updates: ${words}`);
    this.live.title = live.isPaused() ? 'Resume live updates (p)' : 'Pause live updates (p)';
  }

  #tellStatus() {
    fill(this.banner, notices(this.#status));
    if (this.#status.current) fill(this.foot, heldWords(this.#status.current));
  }

  #toggleNav() {
    this.#isNavOpen = !this.#isNavOpen;
    this.follow();
    if (this.#isNavOpen) this.nav.querySelector('a').focus();
  }
}
