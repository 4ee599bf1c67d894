import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { SimulatedAccount } from './account.ts';
import { scrapioRefusals } from './errors.ts';
import { bearer, type Env, jsonOf, type Serve, sendError } from './serve.ts';

const fetchSchema = z.looseObject({
  url: z.url(),
  render_js: z.boolean().default(false),
  extract: z.looseObject({ mode: z.string().optional() }).optional(),
});
const jobSchema = z.looseObject({ url: z.url(), max_pages: z.number().int().min(1).max(1000).default(10) });

interface Job {
  account: SimulatedAccount;
  createdAt: number;
  pages: number;
  /** How often its status was asked for. It runs with the first time and is over with the second. */
  asked: number;
  end: { at: number; fetched: number; credits: number } | null;
}

const requestId = () => `req_${randomUUID()}`;

/** There is no balance endpoint. A fetch returns its cost, and really spends it; so does a job. */
export function routeScrapio(app: Hono<Env>, serve: Serve): void {
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.post('/v1/fetch', (c) =>
    serve(c, 'scrapio', bearer(c), async (account) => {
      // The balance is checked with the credential, before the request itself.
      const spent = account.wouldRefuse(1);
      if (spent) return refuse(c, spent);
      const body = fetchSchema.safeParse(await jsonOf(c));
      if (!body.success) return invalid(c);
      const credits = fetchCost(body.data, account.scenario.older === true);
      const refused = account.call(credits);
      if (refused) return refuse(c, refused);
      return c.json({
        request_id: requestId(),
        status: 'completed',
        url: body.data.url,
        content: '<h1>A page of the sandbox</h1>',
        usage: { credits },
      });
    }),
  );
  routeJobs(app, serve);
}

/** A crawl, which is asked for until it is over. */
function routeJobs(app: Hono<Env>, serve: Serve): void {
  const jobs = new Map<string, Job>();
  app.post('/v1/jobs', (c) =>
    serve(c, 'scrapio', bearer(c), async (account, at) => {
      const spent = account.wouldRefuse(1);
      if (spent) return refuse(c, spent);
      const body = jobSchema.safeParse(await jsonOf(c));
      if (!body.success) return invalid(c);
      const id = `job_${randomUUID()}`;
      const job: Job = { account, createdAt: at, pages: body.data.max_pages, asked: 0, end: null };
      jobs.set(id, job);
      return c.json(statusOf(id, job), 202);
    }),
  );
  app.get('/v1/jobs/:id', (c) =>
    serve(c, 'scrapio', bearer(c), (account, at) => {
      const id = c.req.param('id');
      const job = jobs.get(id);
      if (job?.account !== account) {
        const error = { code: 'job_not_found', message: 'There is no such job.' };
        return c.json({ request_id: requestId(), error }, 404);
      }
      job.asked += 1;
      if (job.asked > 1) job.end ??= { at, ...crawl(job) };
      const status = statusOf(id, job);
      return c.json(status, status.status === 'partial' ? 429 : 200);
    }),
  );
}

/** Two credits a page. Until July 2026 one, and the daily cap stopped a job in the middle. */
function crawl({ account, pages }: Job): { fetched: number; credits: number } {
  if (!account.scenario.older) {
    account.take(2 * pages);
    return { fetched: pages, credits: 2 * pages };
  }
  let fetched = 0;
  while (fetched < pages && account.call(1) === null) fetched += 1;
  return { fetched, credits: fetched };
}

const iso = (at: number) => new Date(at).toISOString();

/** The status tells the credits of a job that is over; since July 2026 it is documented without them. */
function statusOf(id: string, { account, asked, createdAt, pages, end }: Job) {
  const status =
    asked === 0 ? 'queued' : end === null ? 'running' : end.fetched < pages ? 'partial' : 'completed';
  return {
    request_id: requestId(),
    job_id: id,
    job_type: 'crawl',
    status,
    mode: 'async',
    created_at: iso(createdAt),
    result_available: end !== null,
    progress: { completed: end?.fetched ?? 0, total: pages },
    ...(end && { completed_at: iso(end.at) }),
    ...(end && account.scenario.older && { usage: { credits: end.credits } }),
    ...(status === 'partial' && { error: scrapioRefusals.cap.body.error }),
  };
}

function invalid(c: Context<Env>): Response {
  const error = { code: 'invalid_request', message: 'url is required and must be a URL.' };
  return c.json({ request_id: requestId(), error }, 400);
}

function refuse(c: Context<Env>, why: keyof typeof scrapioRefusals): Response {
  const { status, body } = scrapioRefusals[why];
  return sendError(c, { status, body: { ...body, request_id: requestId() } });
}

/** Credits of one fetch: 1 static or 2 with JavaScript until July 2026, 1 or 5 since; extraction on top. */
function fetchCost(
  body: { render_js: boolean; extract?: { mode?: string | undefined } | undefined },
  older: boolean,
): number {
  if (older) return (body.render_js ? 2 : 1) + (body.extract ? (body.extract.mode === 'llm' ? 3 : 1) : 0);
  if (body.extract) return body.extract.mode === 'llm' ? 5 : 2;
  return body.render_js ? 5 : 1;
}
