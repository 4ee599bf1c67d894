import { text } from 'node:stream/consumers';

// `node keyring-process.ts read|keep|forget FOLDER`: one call to the system's keyring, in a process that can be ended. A
// passphrase to keep comes on standard input; the answer goes to standard output as JSON.

const service = 'Fuelgauge';

async function ask(action: string, folder: string): Promise<string | null> {
  const passphrase = await text(process.stdin);
  const { AsyncEntry } = await import('@napi-rs/keyring');
  // Without this, it would fall back on the kernel's keyring, which is empty after a restart.
  const entry = new AsyncEntry(service, folder, { linux: { store: 'secret-service' } });
  if (action === 'read') return entry.getPassword();
  if (action === 'keep') await entry.setPassword(passphrase);
  else await entry.deleteCredential();
  return null;
}

function failure(error: unknown) {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const isMissing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  return {
    failed: error instanceof Error ? error.message : String(error),
    code: isMissing ? 'MODULE_NOT_FOUND' : code,
  };
}

const [, , action = '', folder = ''] = process.argv;
const answer = await ask(action, folder).then((passphrase) => ({ passphrase }), failure);
process.stdout.write(JSON.stringify(answer));
