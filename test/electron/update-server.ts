import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/** A place that updates come from, as electron-updater's `generic` provider knows it. */
export interface UpdateServer {
  /** For the packaged app's resources. */
  config: string;
  /** What was asked for. */
  asked: string[];
  close(): void;
}

/** Offers version 0.2.0 as one file. `list`: `latest.yml`, or the name that another system has for it. */
export async function startUpdateServer(list: string, file: string, content: string): Promise<UpdateServer> {
  const asked: string[] = [];
  const sha512 = createHash('sha512').update(content).digest('base64');
  const entry = `{ url: ${file}, sha512: ${sha512}, size: ${Buffer.byteLength(content)} }`;
  const offered = `version: 0.2.0\nfiles: [${entry}]\npath: ${file}\nsha512: ${sha512}\nreleaseDate: '2026-11-28T00:00:00.000Z'\n`;
  const answers = new Map([
    [`/${list}`, offered],
    [`/${file}`, content],
  ]);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname;
    asked.push(path);
    const body = answers.get(path);
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    config: `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: fuelgauge-updater\n`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
