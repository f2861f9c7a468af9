import { h } from '../dom/element.js';
import { fill } from '../dom/morph.js';
import { note, param } from '../address.js';
import { get } from '../api.js';
import { Loader } from '../load.js';
import { kindIcon } from '../parts/icons.js';
import * as shown from '../text/shown.js';
import { summary } from '../trace/summary.js';
import { SpanPanel } from '../trace/span-panel.js';
import { toolbar } from '../trace/toolbar.js';
import { Waterfall } from '../trace/waterfall.js';

export const title = 'Trace';
export const wide = true;

export function open(place, { shell }, traceId) {
  const head = h('div.trace-head');
  const stage = h('div.trace-stage');
  const panel = new SpanPanel(traceId, { onClose: () => choose(null), onSpan: id => waterfall.choose(id) });
  const waterfall = new Waterfall((node, isEntered) => choose(node, isEntered));
  place.classList.add('trace-view');
  stage.append(waterfall.element, panel.element);
  place.append(head, toolbar(waterfall), stage);

  function choose(node, isEntered = false) {
    note({ span: node?.span ? node.id : '' });
    if (node?.span) panel.show(node.span);
    else panel.hide();
    stage.classList.toggle('split', Boolean(node?.span));
    if (isEntered) panel.focus();
    else if (!node) {
      if (waterfall.chosen) waterfall.choose(null, { isQuiet: true });
      waterfall.body.focus();
    }
  }

  let isFirst = true;
  const loader = new Loader(head, signal => get(`traces/${encodeURIComponent(traceId)}`, {}, signal), answer => {
    const { trace, spans } = answer;
    shell.title(trace.name || 'no name', kindIcon(trace.kind), shown.name(trace.name || 'no name'));
    fill(head, summary(answer));
    const length = Math.max(...spans.map(span => span.offset + (span.duration ?? 0)), trace.duration, 0);
    waterfall.set(spans, length);
    if (isFirst && param('span')) waterfall.choose(param('span'));
    else panel.renew(spans);
    isFirst = false;
  });
  loader.load();
  return {
    isTimeless: true,
    update() {
      const wanted = param('span');
      if (wanted !== (waterfall.chosen?.id ?? '')) waterfall.choose(wanted || null);
    },
    refresh: ({ signals }) => (signals.includes('traces') || signals.includes('logs')) && loader.refresh(),
    close() {
      loader.close();
      waterfall.close();
      panel.close();
    },
  };
}
