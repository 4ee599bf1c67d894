import { describe, expect, it } from 'vitest';
import { pageOfLink, startArguments } from '../../../shared/desktop/arguments.ts';
import { isPage } from '../../../shared/desktop/pages.ts';

describe('a command line', () => {
  it('is read among switches of others', () => {
    const argv = ['/opt/Fuelgauge/fuelgauge', '--no-sandbox', '--hidden', 'fuelgauge://account/a12'];
    expect(startArguments(argv)).toEqual({ hidden: true, demo: false, page: '/account/a12' });
    expect(startArguments(['fuelgauge', '--demo'])).toEqual({ hidden: false, demo: true, page: null });
  });
});

describe('a link', () => {
  it.each([
    ['fuelgauge://account/a1', '/account/a1'],
    ['FUELGAUGE://account/a1', '/account/a1'],
    ['fuelgauge://alerts', '/alerts'],
    ['fuelgauge://open/', '/'],
    ['fuelgauge://account/', null],
    ['fuelgauge://alerts/../../etc', null],
    ['fuelgauge://account/scraperapi/production', '/account/scraperapi%2Fproduction'],
    ['fuelgauge://account/ScraperAPI%202', '/account/ScraperAPI%202'],
    ['fuelgauge://account/a1/b/c', null],
    ['fuelgauge://account/%E0', null],
    ['fuelgauge://account/%3Cscript%3E', null],
    ['fuelgauge://remove/a1', null],
    ['fuelgauge://constructor', null],
    ['https://account/a1', null],
    ['javascript:alert(1)', null],
    ['fuelgauge://[', null],
  ])('%s leads to %s', (link, page) => {
    expect(pageOfLink(link)).toBe(page);
  });
});

it.each([
  ['/account/a1', true],
  ['/?add=1', true],
  ['/alerts/settings', true],
  ['//evil.example', false],
  ['https://evil.example', false],
  ['/account/a b', false],
  [`/${'a'.repeat(300)}`, false],
])('%s may be opened: %s', (path, allowed) => {
  expect(isPage(path)).toBe(allowed);
});
