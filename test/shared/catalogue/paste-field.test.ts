import { describe, expect, it } from 'vitest';
import { findProvider } from '../../../main/providers/index.ts';
import { pasteIntoField } from '../../../shared/catalogue/paste-field.ts';

const key = 'inventedkey0123456789abcdef';
function into(id: string, text: string, fieldId?: string) {
  const provider = findProvider(id);
  const field = provider?.credentialFields.find((one) => one.id === (fieldId ?? one.id));
  if (!provider || !field) throw new Error(`no ${id}`);
  return pasteIntoField(text, field, provider);
}

describe('what is pasted into a field', () => {
  it.each([
    [`"${key}"`, 'Took off its quotes.'],
    [`SCRAPERAPI_KEY=${key}`, 'Took the value of SCRAPERAPI_KEY.'],
    [`export SOME_KEY="${key}"\r\n`, 'Took the value of SOME_KEY without its quotes.'],
    [`api_key=${key}`, 'Took the value of api_key.'],
    [`Bearer ${key}`, 'Took off “Bearer”.'],
    [`https://api.scraperapi.com/account?api_key=${key}`, 'Took api_key of the address.'],
    [`inventedkey\u200B0123456789abcdef`, 'Took off invisible characters.'],
    [`\uFEFF\u200B${key}`, 'Took off invisible characters.'],
    [`# mine\nDATABASE_URL=postgres\nSCRAPERAPI_API_KEY=${key}\n`, 'Took the value of SCRAPERAPI_API_KEY.'],
  ])('%j is reduced to the value', (text, took) => {
    expect(into('scraperapi', text)).toEqual({ values: { key }, took, problem: null });
  });

  it.each([key, `  ${key}\n`, 'pass=word0123456789', 'aW52ZW50ZWQtaW52ZW50ZWQ=', ''])(
    '%j is left as it is',
    (text) => expect(into('scraperapi', text)).toBeNull(),
  );

  it('fills every field that it names', () => {
    const text = 'TWILIO_ACCOUNT_SID=ACinvented\nTWILIO_AUTH_TOKEN=inventedtoken';
    expect(into('twilio', text)).toMatchObject({ values: { sid: 'ACinvented', token: 'inventedtoken' } });
  });

  it('is refused if it holds several values that are nobody’s', () => {
    expect(into('scraperapi', 'DATABASE_URL=postgres\nSOME_FLAG=yes')).toMatchObject({
      values: {},
      problem: 'This holds 2 values, and none says that it is ScraperAPI’s. Paste the API key alone.',
    });
  });

  it('is an address where an address is asked for', () => {
    expect(into('newapi', 'https://relay.example/?key=abcdefgh', 'address')).toBeNull();
  });
});
