import { addressOf, hostOfAddress } from '../../../shared/address.ts';
import { type EndpointDefinition, filled } from '../../../shared/custom/definition.ts';
import { baseField, urlOf } from '../../../shared/custom/read-definition.ts';
import { fail, ok, type ReadError, type Result } from '../../../shared/model/index.ts';
import { type ProviderRequest, readError } from '../../providers/contract/provider.ts';
import type { Endpoint } from '../../providers/contract/request.ts';

type Values = Readonly<Record<string, string>>;

/** The request of a definition, as the contract of the providers has it. */
export function endpointOf(definition: EndpointDefinition): Endpoint<string> {
  const { request } = definition;
  const url = baseField(definition) === null ? urlOf(definition) : null;
  return {
    shown: [`${request.method} ${request.address.replace(/^https?:\/\//, '').replace(/\?.*$/s, '')}`],
    hosts: url === null ? [] : [url.host],
    make: (values) => makeRequest(definition, values),
  };
}

function makeRequest(definition: EndpointDefinition, values: Values): Result<ProviderRequest, ReadError> {
  const { method, address, headers, body, form } = definition.request;
  const target = targetOf(definition, values);
  if (!target.ok) return target;
  const { host, pathname, searchParams } = target.value;
  const query = [...searchParams];
  if (new Set(query.map(([name]) => name)).size < query.length)
    return fail(readError('refused', `The address of ${definition.name} has a parameter twice: ${address}`));
  return ok({
    method,
    host,
    path: pathname,
    ...(query.length > 0 && { query: Object.fromEntries(query) }),
    headers: mapValues(headers, (value) => filled(value, values)),
    ...(body !== undefined && { json: filledJson(body, values) }),
    ...(form !== undefined && { form: mapValues(form, (value) => filled(value, values)) }),
  });
}

/** The whole address. What is filled into it cannot leave its place: a slash of a key is no slash of the path. */
function targetOf(definition: EndpointDefinition, values: Values): Result<URL, ReadError> {
  const { address } = definition.request;
  const encoded = mapValues(values, encodeURIComponent);
  const base = baseField(definition);
  if (base === null) {
    const text = filled(address, encoded);
    return URL.canParse(text) ? ok(new URL(text)) : notAnAddress(definition.name);
  }
  const entered = values[base] ?? '';
  const host = hostOfAddress(entered);
  if (!host.ok) return fail(readError('bad-credential', host.error));
  const scheme = /^http:/i.test(entered.trim()) ? 'http' : 'https';
  const path = (addressOf(entered)?.pathname ?? '').replace(/\/+$/, '');
  const rest = filled(address.slice(base.length + 2), encoded);
  const text = `${scheme}://${host.value}${path}${rest}`;
  return URL.canParse(text) ? ok(new URL(text)) : notAnAddress(definition.name);
}

const notAnAddress = (name: string) => fail(readError('refused', `The address of ${name} is not one.`));

/** JSON with the fields of the credential filled into its texts. */
function filledJson(json: unknown, values: Values): unknown {
  if (typeof json === 'string') return filled(json, values);
  if (Array.isArray(json)) return json.map((entry) => filledJson(entry, values));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, filledJson(value, values)]));
}

const mapValues = (record: Values, change: (value: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
