import { randomBytes } from 'node:crypto';
import { sessionHeader } from '../../shared/browser-session.ts';

/** Signs in at a printed address as a page does. The headers of its requests. */
export async function pageHeaders(address: string): Promise<Record<string, string>> {
  const { origin, searchParams } = new URL(address);
  const session = `${randomBytes(9).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
  const own = { origin, 'sec-fetch-site': 'same-origin' };
  const signedIn = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/json' },
    body: JSON.stringify({
      token: searchParams.get('token') ?? new URL(address).hash.replace('#token=', ''),
      session,
    }),
  });
  if (signedIn.status !== 204) throw new Error(`The sign-in was answered ${signedIn.status}.`);
  return { ...own, [sessionHeader]: session };
}
