import type { ProviderInfo } from '../model/index.ts';
import { nearest } from '../nearest.ts';

// The catalogue as the pages and `fuelgauge providers` show it: by category, then by name.

/** The providers of one category. */
export interface ProviderGroup<Of extends ProviderInfo = ProviderInfo> {
  category: string;
  /** As a heading: `Web scraping`. */
  name: string;
  providers: Of[];
}

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

/**
 * The providers that each word of the search fits, in groups; all of them without a search. A word fits if it is part of
 * the name, the id, the category or what people call it, or if the name of an environment variable begins with it. Case
 * and accents do not matter. The best match comes first, with its group. If nothing fits, words that say nothing, such as
 * those of `OPENAI_API_KEY`, are left out.
 */
export function findProviders<Of extends ProviderInfo>(
  providers: readonly Of[],
  search: string,
): ProviderGroup<Of>[] {
  const wanted = simple(search);
  const found = fitting(providers, wanted);
  const telling = withoutNoise(wanted);
  return grouped(found.length > 0 || telling === '' ? found : fitting(providers, telling));
}

/** The same; if nothing fits, those whose names are nearly spelled so. */
export function searchProviders<Of extends ProviderInfo>(
  providers: readonly Of[],
  search: string,
): ProviderGroup<Of>[] {
  const groups = findProviders(providers, search);
  const wanted = unpunctuated(withoutNoise(simple(search)));
  // A name of three letters is nearly every other one.
  if (groups.length > 0 || wanted.length < 4) return groups;
  const near = nearest(wanted, [...new Set(providers.flatMap(bareNames))]);
  return grouped(near.flatMap((name) => providers.filter((provider) => bareNames(provider).includes(name))));
}

function fitting<Of extends ProviderInfo>(providers: readonly Of[], wanted: string): Of[] {
  return providers
    .flatMap((provider) => {
      const rank = rankOf(provider, wanted);
      return rank === null ? [] : [{ provider, rank }];
    })
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        byText(a.provider.category, b.provider.category) ||
        byText(a.provider.name, b.provider.name) ||
        byText(a.provider.id, b.provider.id),
    )
    .map(({ provider }) => provider);
}

function grouped<Of extends ProviderInfo>(found: readonly Of[]): ProviderGroup<Of>[] {
  const groups = Map.groupBy(new Set(found), ({ category }) => category);
  return [...groups].map(([category, members]) => ({
    category,
    name: categoryName(category),
    providers: members,
  }));
}

/** A category as a heading: `Web scraping`. */
export const categoryName = (category: string): string =>
  category === 'seo' ? 'SEO' : `${category.charAt(0).toUpperCase()}${category.slice(1)}`;

/** What people call the providers of a category, besides its name. */
const categoryWords: Readonly<Record<string, string>> = {
  blockchain: 'crypto ethereum',
  'captcha solving': 'solver',
  cloud: 'gpu servers hosting',
  data: 'contacts leads enrichment linkedin people companies',
  documents: 'pdf ocr convert signature',
  email: 'mail sending smtp newsletter',
  'email checks': 'verification verify validation mail',
  'images and video': 'image video generation',
  'language models': 'llm llms ai chat',
  'market data': 'stocks crypto currency exchange rates forex',
  messaging: 'sms whatsapp phone calls',
  proxies: 'proxy residential',
  search: 'google web serp',
  security: 'ip lookup domain threat',
  seo: 'keywords backlinks rank',
  'sports data': 'football odds',
  speech: 'text to speech tts stt transcription voice audio',
  translation: 'translate',
  'web scraping': 'scraper crawler crawling browser screenshot',
};

/** What every provider has, so that it tells none from another. */
const noise = /^(?:api|key|keys|token|secret|auth|access|account|id|admin|balance|credits?|usage)$/;

const withoutNoise = (wanted: string): string =>
  wanted
    .split(/[\s_-]+/)
    .filter((word) => !noise.test(word))
    .join(' ');

/** Its names as they may be searched for, the host of its home page among them: `hunter.io`. */
const bareNames = (provider: ProviderInfo): string[] =>
  [provider.name, provider.id, hostOf(provider), ...(provider.alsoCalled ?? [])]
    .map((name) => unpunctuated(simple(name)))
    .filter((name) => name !== '');

const hostOf = ({ homepage }: ProviderInfo): string =>
  /^https:\/\/(?:www\.)?([^/]+)/.exec(homepage ?? '')?.[1] ?? '';

/**
 * 0: the exact name or id, however it is punctuated. 1: the start of one, its host, or what people call it. 2: each word
 * begins a word of the name or id. 3: each is a part of one. 4: only with the category. 5: only with the variables. Null:
 * it does not fit.
 */
function rankOf(provider: ProviderInfo, wanted: string): number | null {
  if (wanted === '') return 0;
  const names = [simple(provider.name), provider.id];
  const bare = names.map(unpunctuated);
  const start = unpunctuated(wanted);
  if (names.includes(wanted) || (start !== '' && bare.includes(start))) return 0;
  if (start !== '' && (bare.some((name) => name.startsWith(start)) || bareNames(provider).includes(start)))
    return 1;

  const words = wanted.split(' ');
  const text = [...names, ...(provider.alsoCalled ?? []).map(simple)].join(' ');
  const begins = text.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => begins.some((begin) => begin.startsWith(word)))) return 2;
  if (words.every((word) => text.includes(word))) return 3;
  const category = simple(provider.category);
  const described = `${text} ${category}`;
  const called = (categoryWords[category] ?? '').split(' ');
  const isDescribed = (word: string) =>
    described.includes(word) || called.some((one) => one.startsWith(word));
  if (words.every(isDescribed)) return 4;
  const variables = provider.credentialFields.flatMap(({ environment }) => environment.map(simple));
  const isNamed = (word: string) => variables.some((variable) => variable.startsWith(word));
  return words.every((word) => isDescribed(word) || isNamed(word)) ? 5 : null;
}

/** In lower case, without accents, on one line. */
const simple = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim().replaceAll(/\s+/g, ' ');

const unpunctuated = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
