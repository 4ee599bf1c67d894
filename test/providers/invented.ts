import type {
  ProviderRequest,
  ProviderResponse,
  ReadContext,
} from '../../main/providers/contract/provider.ts';
import { ok } from '../../shared/model/index.ts';
import { now } from './fixtures.ts';

// What the tests of the contract share: the parts that every invented provider has, and who answers it.

export const about = {
  id: 'acme',
  name: 'Acme',
  category: 'data',
  links: { home: 'https://acme.example/', keys: null, billing: null },
  docs: { url: 'https://acme.example/docs', readOn: '2026-11', confidence: 'documented' },
  summary: 'The credits left.',
} as const;

export const json = (
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): ProviderResponse => ({
  status,
  headers,
  body: JSON.stringify(body),
});

/** A context whose responses are given in this order, and what was asked of it. */
export function answering(credential: Record<string, string>, ...responses: ProviderResponse[]) {
  const asked: ProviderRequest[] = [];
  const ctx: ReadContext = {
    credential,
    now,
    async request(request) {
      asked.push(request);
      return ok(responses[asked.length - 1] ?? { status: 599, headers: {}, body: '' });
    },
  };
  return { ctx, asked };
}
