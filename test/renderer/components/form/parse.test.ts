import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountText,
  curlLine,
  labelText,
  optionalAmountText,
  optionalDayText,
  parseField,
  positiveAmountText,
  variableText,
} from '../../../../renderer/components/form/parse.ts';
import { draftOf, readFacts, unsaidRollover } from '../../../../renderer/dialogs/account/facts.ts';
import { formatAmount } from '../../../../shared/format.ts';
import type { ProviderInfo } from '../../../../shared/model/index.ts';
import { providers, spidra } from '../../pages/account/fixtures.ts';

const provider = (id: string): ProviderInfo => {
  const found = providers.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no provider ${id}`);
  return found;
};

describe('amounts', () => {
  it.each([
    ['1,200', 1200],
    ['0.5', 0.5],
    ['.5', 0.5],
    [' 12,345,678,901 ', 12_345_678_901],
    ['1 200', 1200],
    ['1’200.25', 1200.25],
    ['0', 0],
  ])('reads %s', (text, amount) => {
    expect(parseField(amountText, text)).toEqual({ value: amount, error: null });
  });

  it.each(['12x', '1.2.3', 'Infinity', '١٢', '$5', '5 credits', '0x10'])(
    'refuses %s with a sentence',
    (text) => {
      expect(parseField(amountText, text).error).toMatch(/digits/);
    },
  );

  it('asks for one if there is none', () => {
    expect(parseField(amountText, '  ').error).toMatch(/^Enter an amount/);
    expect(parseField(positiveAmountText, '0').error).toBe('Enter an amount above zero.');
    expect(parseField(amountText, '9'.repeat(400)).error).toMatch(/too large/);
  });

  it('takes nothing for "not known", and still refuses nonsense', () => {
    expect(parseField(optionalAmountText, ' ').value).toBeNull();
    expect(parseField(optionalAmountText, '12x').error).toMatch(/digits/);
    expect(parseField(optionalDayText, '').value).toBeNull();
    expect(parseField(optionalDayText, '2026-13-01').error).toMatch(/Choose a day/);
  });

  it('reads back every amount as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (cents) => {
        const shown = formatAmount(cents / 100, { kind: 'credits' });
        expect(parseField(amountText, shown).value).toBeCloseTo(cents / 100, shown.startsWith('0.0') ? 6 : 2);
      }),
    );
  });
});

describe('other texts', () => {
  it('wants a label', () => {
    expect(parseField(labelText, '  ').error).toMatch(/label/);
    expect(parseField(labelText, ' production ').value).toBe('production');
  });

  it('takes the name of a variable, not a value', () => {
    expect(parseField(variableText, 'SPIDRA_API_KEY').value).toBe('SPIDRA_API_KEY');
    expect(parseField(variableText, 'spd-invented=').error).toMatch(/not its value/);
  });

  it('quotes a label for the shell', () => {
    expect(curlLine('http://127.0.0.1:4870/v1/usage', "Ada's")).toContain(
      `-d '{"account":"Ada'\\''s","credits":2}'`,
    );
    expect(curlLine('http://127.0.0.1:4870/v1/usage', 'x')).toMatch(
      /^curl -X POST http:\/\/127\.0\.0\.1:4870\/v1\/usage \\/,
    );
  });
});

describe('plan and cycle', () => {
  const today = '2026-11-21';

  it('come back as they were entered', () => {
    const { grants: _, ...facts } = spidra.entered;
    expect(readFacts(draftOf(spidra.entered), today).facts).toEqual(facts);
  });

  it('take facts back when emptied', () => {
    const draft = { plan: '', cycleStart: '', refill: '', rollover: 'unsaid' as const, upTo: '' };
    expect(readFacts(draft, today).facts).toEqual({
      plan: null,
      cycleStart: null,
      refill: null,
      rollover: null,
    });
  });

  it('say which field is wrong', () => {
    const draft = { plan: '', cycleStart: '2026-11-22', refill: '5k', rollover: 'upTo' as const, upTo: '' };
    expect(Object.keys(readFacts(draft, today).errors ?? {})).toEqual(['cycleStart', 'refill', 'upTo']);
  });

  it('read a partial rollover', () => {
    const draft = { plan: '', cycleStart: '', refill: '', rollover: 'upTo' as const, upTo: '1,000' };
    expect(readFacts(draft, today).facts?.rollover).toEqual({ upTo: 1000 });
  });

  it('name what the plan says of unused credits', () => {
    expect(unsaidRollover(provider('scrapio'), 'starter')).toBe('As in the plan (they expire)');
    expect(unsaidRollover(provider('crustdata'), '')).toBe('As reported by the provider');
  });
});
