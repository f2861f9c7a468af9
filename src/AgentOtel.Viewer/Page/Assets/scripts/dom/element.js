const namespace = 'http://www.w3.org/2000/svg';

/** An HTML element: h('td.number', { title: '…' }, 'text', child). Strings become text, never markup. */
export const h = (tag, ...rest) => build(name => document.createElement(name), tag, rest);

/** An SVG element. */
export const s = (tag, ...rest) => build(name => document.createElementNS(namespace, name), tag, rest);

function build(create, tag, rest) {
  const [name, ...classes] = tag.split('.');
  const element = create(name);
  if (classes.length > 0) element.setAttribute('class', classes.join(' '));
  const isPlain = rest[0] !== null && typeof rest[0] === 'object' && Object.getPrototypeOf(rest[0]) === Object.prototype;
  if (isPlain) apply(element, rest.shift());
  append(element, rest);
  return element;
}

function apply(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') for (const [type, handler] of Object.entries(value)) handle(element, type, handler);
    else if (name === 'style') for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, setting);
    else if (name === 'key') element.key = value;
    else if (name === 'value' || name === 'checked' || name === 'indeterminate') element[name] = value;
    else if (name === 'class') element.setAttribute('class', [element.getAttribute('class'), value].filter(Boolean).join(' '));
    else element.setAttribute(name, value === true ? '' : value);
  }
}

/** One listener a type, whose handler can be exchanged when the element is kept and its content is renewed. */
export function handle(element, type, handler) {
  element.handlers ??= {};
  if (!(type in element.handlers)) element.addEventListener(type, event => element.handlers[type]?.(event));
  element.handlers[type] = handler;
}

function append(element, children) {
  for (const child of children) {
    if (child === undefined || child === null || child === false || child === '') continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child);
  }
}
