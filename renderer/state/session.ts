import { sessionHeader, sessionPattern } from '../../shared/browser-session.ts';
import { fieldOf } from '../../shared/field-of.ts';

// How this page of browser mode signs in: shared/browser-session.ts. Its storage belongs to this origin, port included.

const storageKey = 'fuelgauge-session';
const refused = () => new Response(null, { status: 401 });

let isOut = false;
/** Whether the program that answers has proved that it is the Fuelgauge we signed in to. */
let proven: Promise<boolean> | null = null;
let signingIn: Promise<void> = Promise.resolve();

/** Whether Fuelgauge answers, but does not let this browser in. */
export const isSignedOut = (): boolean => isOut;

/** Asks for a new proof before anything else is sent: the connection broke, and another program may have the port now. */
export function distrust(): void {
  proven = null;
}

/** Takes the token out of the address and signs in with it. Later pages of this browser are signed in at once. */
export function signInFromAddress(): void {
  const url = new URL(window.location.href);
  const token = url.searchParams.get('token');
  if (window.fuelgauge !== undefined || token === null) return;
  const session = stored() ?? made();
  localStorage.setItem(storageKey, session);
  url.searchParams.delete('token');
  window.history.replaceState(null, '', url);
  signingIn = post('/session', { token, session }).then(
    () => {},
    () => {},
  );
}

/** Calls the listener when another page of this browser signs in. */
export function onSignIn(listener: () => void): () => void {
  const changed = ({ key, newValue }: StorageEvent) => {
    if (key === storageKey && newValue !== null) listener();
  };
  window.addEventListener('storage', changed);
  return () => window.removeEventListener('storage', changed);
}

/** `fetch` with the session. It is sent only to a server that has proved that it knows it. */
export async function sessionFetch(
  input: string | URL | Request,
  init: { headers?: HeadersInit } & Omit<RequestInit, 'headers'> = {},
): Promise<Response> {
  await signingIn;
  const session = stored();
  if (session === null) {
    isOut = true;
    return refused();
  }
  try {
    proven ??= prove(session);
    if (!(await proven)) {
      distrust();
      return refused();
    }
    const headers = new Headers(init.headers);
    headers.set(sessionHeader, session);
    const response = await fetch(input, { ...init, headers, credentials: 'omit' });
    isOut = response.status === 401;
    if (!response.ok) distrust();
    return response;
  } catch (error) {
    distrust();
    throw error;
  }
}

async function prove(session: string): Promise<boolean> {
  const id = sessionPattern.exec(session)?.[1] ?? '';
  const nonce = hex(crypto.getRandomValues(new Uint8Array(32)));
  const response = await post('/session/proof', { id, nonce });
  isOut = response.status === 401;
  if (!response.ok) return false;
  return fieldOf(await response.json(), 'proof') === (await expected(session, nonce));
}

async function expected(session: string, nonce: string): Promise<string> {
  const text = new TextEncoder();
  const hash = await crypto.subtle.digest('SHA-256', text.encode(session));
  const key = await crypto.subtle.importKey('raw', hash, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(nonce))));
}

/** `keepalive`: a page that is left at once still signs in. */
const post = (path: string, body: object): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
    keepalive: true,
  });

function stored(): string | null {
  const session = localStorage.getItem(storageKey);
  return session !== null && sessionPattern.test(session) ? session : null;
}

const made = (): string => `${random(9)}.${random(32)}`;

const random = (bytes: number): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
