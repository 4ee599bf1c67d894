import { createServer } from 'node:http';

// A process of its own: a provider that tells what each answer cost, and sends as many megabytes as the path says.

const piece = Buffer.alloc(1024 * 1024);
let requests = 0;
const server = createServer(({ url = '' }, response) => {
  const megabytes = Number(/^\/stream\/(\d+)$/.exec(url)?.[1] ?? 0);
  if (megabytes === 0) {
    requests += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`{"request_id":"r${requests}","content":"${'x'.repeat(2000)}","usage":{"credits":1}}`);
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  let left = megabytes;
  const more = () => {
    for (; left > 0; left -= 1)
      if (!response.write(piece)) {
        left -= 1;
        return void response.once('drain', more);
      }
    response.end();
  };
  more();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}\n`);
});
