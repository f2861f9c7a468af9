import { h } from '../dom/element.js';
import { sendFile } from '../api.js';
import { notice } from '../parts/notice.js';
import { plural } from '../text/numbers.js';

/** Lets a person pick files of OTLP JSON lines. */
export function chooseFile() {
  const input = h('input', { type: 'file', multiple: true, accept: '.json,.jsonl,.ndjson,.otlp' });
  input.addEventListener('change', () => openAll([...input.files]));
  input.click();
}

/** Files dropped anywhere on the page are opened. */
export function acceptDrops() {
  const isFile = event => event.dataTransfer?.types.includes('Files');
  let depth = 0;
  const hint = on => document.documentElement.classList.toggle('dropping', on);
  addEventListener('dragenter', event => isFile(event) && hint(++depth > 0));
  addEventListener('dragleave', event => isFile(event) && hint(--depth > 0));
  addEventListener('dragover', event => isFile(event) && event.preventDefault());
  addEventListener('drop', event => {
    if (!isFile(event)) return;
    event.preventDefault();
    depth = 0;
    hint(false);
    openAll([...event.dataTransfer.files]);
  });
}

async function openAll(files) {
  for (const file of files) {
    notice(`Opening ${file.name} …`);
    try {
      const brought = await sendFile(file);
      notice(`${file.name}: ${plural(brought.spans, 'span')}, ${plural(brought.logs, 'log')}, ${plural(brought.points, 'metric point')}.`);
      if (brought.rejectedItems > 0) notice(`${plural(brought.rejectedItems, 'item')} of it could not be read.`, 'bad');
      if (brought.rejectedLines > 0) notice(`${plural(brought.rejectedLines, 'line')} left out. The first: ${brought.firstRejection}`, 'bad');
    } catch (error) {
      notice(`${file.name}: ${error.message}`, 'bad');
    }
  }
}
