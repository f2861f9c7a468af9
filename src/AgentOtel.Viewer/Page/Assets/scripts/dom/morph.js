import { handle } from './element.js';

/** Makes the content of an element what is given, keeping what is the same: focus, selection and scrolling survive. */
export function fill(element, ...content) {
  const next = document.createElement(element.localName);
  for (const child of content.flat(Infinity)) if (child !== undefined && child !== null && child !== false) next.append(child);
  children(element, next);
}

/** A live element, which draws itself, in a content that is renewed: itself at first, then what stands for it. */
export function held(element) {
  element.isLive = true;
  return element.isConnected ? document.createElement(element.localName) : element;
}

function children(have, want) {
  const byKey = new Map();
  for (const child of have.childNodes) if (child.key !== undefined) byKey.set(child.key, child);
  let place = have.firstChild;
  for (const next of [...want.childNodes]) {
    const kept = next.key !== undefined ? byKey.get(next.key) : fits(place, next) ? place : null;
    if (kept && fits(kept, next)) {
      if (kept === place) place = place.nextSibling;
      else have.insertBefore(kept, place);
      node(kept, next);
    } else {
      have.insertBefore(next, place);
    }
  }

  while (place) {
    const rest = place.nextSibling;
    place.remove();
    place = rest;
  }
}

const fits = (have, next) => have && have.nodeType === next.nodeType && have.nodeName === next.nodeName && have.key === next.key && !next.isFresh;

function node(have, next) {
  if (have.isLive) return;
  if (have.nodeType === Node.TEXT_NODE) {
    if (have.data !== next.data) have.data = next.data;
    return;
  }

  attributes(have, next);
  for (const type of Object.keys(have.handlers ?? {})) if (!next.handlers?.[type]) have.handlers[type] = undefined;
  for (const [type, handler] of Object.entries(next.handlers ?? {})) handle(have, type, handler);
  children(have, next);
  if ('value' in next && have !== document.activeElement && have.value !== next.value) have.value = next.value;
  if ('checked' in next) have.checked = next.checked;
}

function attributes(have, next) {
  for (const { name } of [...have.attributes]) {
    const isPersons = name === 'open' && have.localName === 'details';
    if (name !== 'style' && !isPersons && !next.hasAttribute(name)) have.removeAttribute(name);
  }

  for (const { name, value } of next.attributes) {
    if (name !== 'style' && have.getAttribute(name) !== value) have.setAttribute(name, value);
  }

  // The policy forbids style attributes; the object model is free.
  if (have.style && have.style.cssText !== next.style.cssText) have.style.cssText = next.style.cssText;
}
