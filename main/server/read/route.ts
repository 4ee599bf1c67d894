import type { Context } from 'hono';
import type { z } from 'zod';
import type { EngineApi } from '../../../shared/api/engine.ts';
import type { JsonName } from '../../../shared/json/index.ts';
import type { CommandError } from '../../../shared/model/index.ts';
import type { Log } from '../../engine/log.ts';
import type { TokenVerifier } from '../bearer.ts';
import { readQuery } from './query.ts';

export interface ReadParts {
  /** What is asked: the live engine, or the demo's if the command was `serve --demo`. */
  shown(): EngineApi;
  tokens: TokenVerifier;
  log: Log;
  /** Where the pages are, such as `http://127.0.0.1:47615`; null: the desktop app has them. */
  pages: string | null;
}

type Answer = Response | CommandError;

/** What is said of an address, for the router and for the OpenAPI document. */
interface Description<Query extends z.ZodObject> {
  /** Below /v1, with `:id` for the account. */
  path: string;
  /** In a few words. */
  summary: string;
  /** More, in sentences. */
  description: string;
  query: Query;
  /** What it answers, by content type: a document of shared/json, or a text. */
  answers: Readonly<Record<string, JsonName | 'text'>>;
  /** Statuses besides those that every address has, with the reason. */
  errors: Readonly<Record<number, string>>;
}

/** One address of the read API. */
export interface ReadRoute extends Description<z.ZodObject> {
  answer(c: Context, parts: ReadParts): Promise<Answer> | Answer;
}

/** An address whose parameters reach it checked. */
export const readRoute = <Query extends z.ZodObject>(
  description: Description<Query>,
  answer: (c: Context, query: z.output<Query>, parts: ReadParts) => Promise<Answer> | Answer,
): ReadRoute => ({
  ...description,
  answer(c, parts) {
    const query = readQuery(description.query, c.req.queries());
    return query.ok ? answer(c, query.value, parts) : query.error;
  },
});
