import { follow, onChange } from './address.js';
import * as live from './live.js';
import { listen } from './keys.js';
import { Router } from './router.js';
import { Shell } from './shell/shell.js';
import { Status } from './status.js';
import { acceptDrops } from './shell/files.js';

const status = new Status();
const shell = new Shell(document.getElementById('app'), status);
const router = new Router(shell, status);

// A token in the address has become a cookie by now, and is no address to share.
const address = new URL(location.href);
if (address.searchParams.has('token')) {
  address.searchParams.delete('token');
  history.replaceState({}, '', address);
}

follow();
acceptDrops();
onChange(() => router.show());
addEventListener('viewer-cleared', () => router.show());
listen({ pause: () => live.pause(!live.isPaused()) });
live.onUpdate(update => {
  shell.tell(update);
  if (update.kind === 'change') {
    router.refresh(update);
    status.refreshSoon();
  }
});
await status.load();
router.show();
live.start();
