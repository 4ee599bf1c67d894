import { createServer } from 'node:http';

/** A server that gives Crustdata's answer after `delayMs`, with as many credits as it says. */
export async function startProvider(delayMs: number, credits: () => number = () => 9406.5) {
  const renewsAt = new Date(Date.now() + 9 * 24 * 3_600_000).toISOString();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const account = {
      credits: credits(),
      recurring_credits: 10000,
      recurring_credits_frequency: 'monthly',
      recurring_credits_refresh_date: renewsAt,
      credit_rollover: true,
    };
    setTimeout(() => response.end(JSON.stringify({ account })), delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => server.close(),
  };
}
