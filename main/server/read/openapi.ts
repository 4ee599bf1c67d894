import { z } from 'zod';
import packageJson from '../../../package.json' with { type: 'json' };
import { type JsonName, jsonDocuments, jsonSchemaOf } from '../../../shared/json/index.ts';
import { leaveOutUnportablePattern } from '../../../shared/json/portable.ts';
import type { ReadRoute } from './route.ts';

// The OpenAPI document, from the same descriptions that the router serves.

/** What every address may answer besides. */
const everyError = {
  400: 'A parameter is wrong or unknown.',
  401: 'The token is missing, wrong or revoked.',
  403: 'A web page asked. Only scripts may.',
  405: 'Only GET is supported.',
  414: 'The query is too long.',
  421: 'The name in the address does not lead to Fuelgauge.',
  429: 'Too many calls. `Retry-After` says how many seconds to wait.',
  500: 'Fuelgauge could not answer. Its log says why.',
};

const reference = (name: JsonName) => ({ $ref: `#/components/schemas/${name}` });
const errorContent = { 'application/json': { schema: reference('error') } };

const errorsOf = (errors: Readonly<Record<number, string>>) =>
  Object.fromEntries(
    Object.entries({ ...everyError, ...errors }).map(([status, description]) => [
      status,
      { description, content: errorContent },
    ]),
  );

/** Without its own address: references in the document are relative to the document. */
function component(name: JsonName) {
  const { $id: _id, $schema: _schema, ...schema } = jsonSchemaOf(name, jsonDocuments[name]);
  return schema;
}

/** `/accounts/:id` as `/v1/accounts/{id}`. */
const openApiPath = (path: string): string => `/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`;

function operationOf({ path, summary, description, query, answers, errors }: ReadRoute) {
  const parameters = Object.entries<z.ZodType>(query.shape).filter(([name]) => name !== 'token');
  return {
    summary,
    description,
    operationId: path.replaceAll(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
    ...(path === '/calendar.ics' && { security: [{ calendar: [] }] }),
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        description: 'An id, an unambiguous label, or provider/label, percent-encoded.',
        schema: { type: 'string' },
      })),
      ...parameters.map(([name, schema]) => parameterOf(name, schema)),
    ],
    responses: {
      200: {
        description: summary,
        content: Object.fromEntries(
          Object.entries(answers).map(([type, name]) => [
            type,
            {
              schema: name === 'text' || type === 'text/event-stream' ? { type: 'string' } : reference(name),
            },
          ]),
        ),
      },
      ...errorsOf(errors),
    },
  };
}

function parameterOf(name: string, schema: z.ZodType) {
  const {
    $schema: _,
    description,
    ...rest
  } = z.toJSONSchema(schema, { override: leaveOutUnportablePattern });
  return { name, in: 'query', required: !schema.safeParse(undefined).success, description, schema: rest };
}

const usage = {
  summary: 'Log use',
  description:
    'A script reports what a response cost, for providers without a balance endpoint: `{"account": "production", "credits": 2}`, or the provider’s own answer with `?account=production`. The README’s section “Log use from a script” tells more.',
  operationId: 'Usage',
  security: [{ usage: [] }],
  parameters: [
    {
      name: 'account',
      in: 'query',
      required: false,
      description: 'The account, where the body does not name it.',
      schema: { type: 'string' },
    },
  ],
  requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
  responses: {
    200: {
      description: 'It is logged.',
      content: { 'application/json': { schema: reference('usage') } },
    },
    ...errorsOf({
      404: 'There is no such account.',
      405: 'Only POST is supported.',
      413: 'The body is too large.',
    }),
  },
};

const bearerScheme = (description: string) => ({ type: 'http', scheme: 'bearer', description });

/** The whole document. */
export function openApiDocument(routes: readonly ReadRoute[]) {
  const names = ['error', 'usage', ...routes.flatMap(({ answers }) => Object.values(answers))] as const;
  const documents = [...new Set(names)].filter((name) => name !== 'text');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fuelgauge',
      version: packageJson.version,
      description:
        'What Fuelgauge knows of your accounts. Keys are only ever added to its answers. Every error is `{"ok": false, "error": {"kind", "message"}}`.',
    },
    servers: [{ url: '/' }],
    security: [{ read: [] }],
    paths: {
      '/v1/usage': { post: usage },
      ...Object.fromEntries(routes.map((route) => [openApiPath(route.path), { get: operationOf(route) }])),
      '/v1/openapi.json': {
        get: {
          summary: 'This document',
          operationId: 'OpenapiJson',
          security: [],
          responses: {
            200: {
              description: 'This document.',
              content: { 'application/json': { schema: { type: 'object' } } },
            },
          },
        },
      },
    },
    components: {
      securitySchemes: {
        read: bearerScheme('From `fuelgauge token --read`.'),
        usage: bearerScheme('From `fuelgauge token`.'),
        calendar: {
          type: 'apiKey',
          in: 'query',
          name: 'token',
          description: 'From `fuelgauge token --calendar`.',
        },
      },
      schemas: Object.fromEntries(documents.map((name) => [name, component(name)])),
    },
  };
}
