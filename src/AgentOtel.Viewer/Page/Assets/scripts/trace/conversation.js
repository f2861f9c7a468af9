import { h } from '../dom/element.js';
import { long } from '../parts/long-text.js';
import * as shown from '../text/shown.js';

const roles = { system: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool' };

/** What was said, as a conversation; or how to capture it. */
export function conversation({ isCaptured, howToCapture, messages, reference }) {
  if (!isCaptured && messages.length === 0) {
    return h('div.not-captured', h('p', 'What was said was not captured: content is left out unless it is asked for.'), howToCapture && h('p', { dir: 'auto' }, howToCapture), reference && kept(reference));
  }

  return h('ol.conversation', messages.map((message, at) => turn(message, at)), reference && h('li', kept(reference)));
}

const kept = reference => h('p', 'The content is kept at ', h('code', reference), '.');

const turn = (message, at) => h('li.message', { key: at, class: `${message.role} ${message.direction}` },
  h('header', h('span.role', roles[message.role] ?? message.role), message.direction === 'output' && h('span.tag', 'answer'), message.finishReason && h('span.dim', message.finishReason)),
  message.parts.map((part, place) => piece(part, place)));

function piece(part, key) {
  const content = part.content ?? '';
  switch (part.type) {
    case 'text': return h('div.text', { key, dir: 'auto' }, long(content));
    case 'reasoning': return h('details.reasoning', { key }, h('summary', 'Reasoning'), h('div.text', { dir: 'auto' }, long(content)));
    case 'tool_call': return h('div.call', { key }, h('div', h('span.dim', 'calls '), h('strong', shown.name(part.name ?? 'a tool')), part.id && h('span.dim', ` ${part.id}`)), h('pre', long(pretty(content))));
    case 'tool_result': return h('div.call', { key }, h('div', h('span.dim', 'result of '), h('strong', shown.name(part.name ?? part.id ?? 'a tool'))), h('pre', long(pretty(content))));
    case 'media': return h('div.call', { key }, h('span.dim', 'media '), shown.name(part.name ?? ''), ' ', h('span', long(content, 200)));
    default: return h('pre', { key }, long(pretty(content)));
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
