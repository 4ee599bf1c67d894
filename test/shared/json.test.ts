import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { type JsonDocument, jsonDocuments, jsonSchemaOf } from '../../shared/json/index.ts';
import { statusJson } from '../../shared/status-json.ts';
import { expectPrinted } from '../helpers/printed-json.ts';
import { seven } from '../helpers/states.ts';

const ajv = new Ajv2020({ strictTypes: false });
formats.default(ajv);

describe('the schema of', () => {
  it.each(Object.entries<JsonDocument>(jsonDocuments))('%s is JSON Schema', (name, document) => {
    const schema = jsonSchemaOf(name, document);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:fuelgauge:json:${name}:1`,
    });
    expect(ajv.compile(schema)).toBeTypeOf('function');
    // Python's validators know no Unicode classes, and refuse a whole schema with one.
    expect(JSON.stringify(schema)).not.toContain(String.raw`\\p{`);
  });

  it('a status takes what is printed, what a later version may add, and nothing else', () => {
    const check = ajv.compile(jsonSchemaOf('a-status', jsonDocuments.status));
    const printed = statusJson(seven);
    expect(check(printed), JSON.stringify(check.errors)).toBe(true);
    expect(check({ ...printed, later: 1 })).toBe(true);
    expect(check({ ...printed, at: 'yesterday' })).toBe(false);
    expect(check({ ...printed, schemaVersion: 2 })).toBe(false);
  });

  it('a definition needs only what has no default', () => {
    const { required } = jsonSchemaOf('own-provider', jsonDocuments['own-provider']).anyOf?.[0] ?? {};
    expect(required).toEqual(['id', 'name', 'request', 'read']);
  });
});

describe('what a test holds every command to', () => {
  const printed = (more: object) => JSON.stringify({ schemaVersion: 1, accounts: [], ...more });
  it('is its schema, with every key', () => {
    expectPrinted(['accounts', '--json'], printed({}));
    expectPrinted(['accounts'], 'ID');
    expect(() => expectPrinted(['accounts', '--json'], printed({ more: 1 }))).toThrow();
    expect(() => expectPrinted(['accounts', '--json'], printed({ schemaVersion: '1' }))).toThrow();
    expect(() => expectPrinted(['unheard-of', '--json'], printed({}))).toThrow();
  });
});
