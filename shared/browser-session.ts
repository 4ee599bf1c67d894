import { z } from 'zod';

// How a page of browser mode signs in. Cookies are shared by every port of a host, so the session is not one: the page
// keeps it in its own storage, which belongs to one port, and sends it in a header.

/** The header of every command and stream. A page of another origin cannot send it. */
export const sessionHeader = 'x-fuelgauge-session';

/** A public id and 32 random bytes that only the page knows: `ID.SECRET`. The server keeps a hash of it. */
export const sessionPattern = /^([\w-]{12})\.[\w-]{43}$/;

/** `POST /session`: lets a session in with the token of the printed address. Answers 204, or 401 for a void token. */
export const signInSchema = z.object({ token: z.string(), session: z.string().regex(sessionPattern) });

/**
 * `POST /session/proof`: the server proves that it knows the session, with HMAC-SHA256 of the nonce under the session's
 * hash: `{ proof }`. A page asks before it sends its session, as another program may have taken the port. 401: not signed
 * in.
 */
export const proofRequestSchema = z.object({
  id: z.string().regex(/^[\w-]{12}$/),
  nonce: z.string().regex(/^[0-9a-f]{64}$/),
});
