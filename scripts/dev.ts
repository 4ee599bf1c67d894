// `npm run dev [-- --demo --port P]`: browser mode with hot reload. The engine runs from source in its own process; Vite
// serves the renderer and proxies everything else. After a change under main/, restart it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createServer, type ProxyOptions } from 'vite';
import { renderer } from '../electron.vite.config.ts';
import { ensureBuilt } from './build.ts';
import { endWithParent } from './end-with-parent.mjs';

const root = join(import.meta.dirname, '..');

/** Starts browser mode on a free port. Resolves with the address it prints; null if it ended before that. */
async function startEngine(args: readonly string[]): Promise<URL | null> {
  const command = [join(root, 'main', 'cli', 'index.ts'), 'serve', ...args];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] });
  child.once('exit', (code) => process.exit(code ?? 1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return typeof line === 'string' && URL.canParse(line) ? new URL(line) : null;
}

/** Browser mode answers only its own origin, so proxied requests must have it. */
function proxyTo(origin: string): ProxyOptions {
  return {
    target: origin,
    changeOrigin: true,
    configure: (proxy) => {
      proxy.on('proxyReq', (request) => {
        if (request.hasHeader('origin')) request.setHeader('origin', origin);
      });
    },
  };
}

async function dev(): Promise<number> {
  // Browser mode needs a build of the pages, even though Vite serves newer ones.
  if (!(await ensureBuilt())) return 1;
  endWithParent();
  const address = await startEngine(process.argv.slice(2));
  if (address === null) return 1;
  const toEngine = proxyTo(address.origin);
  const server = await createServer({
    ...renderer,
    configFile: false,
    server: { host: '127.0.0.1', proxy: { '/trpc': toEngine, '/session': toEngine, '/v1': toEngine } },
  });
  await server.listen();
  const [page] = server.resolvedUrls?.local ?? [];
  process.stdout.write(`${page}${address.search}\n`);
  return 0;
}

process.exitCode = await dev();
