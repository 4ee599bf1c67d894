import { describe, expect, it } from 'vitest';
import { providers } from '../../../main/providers/index.ts';
import { looksLikeKey, recogniseKey } from '../../../shared/catalogue/recognise.ts';
import { searchProviders } from '../../../shared/catalogue/search.ts';

// Finding one among all that ship: what people type, and the keys that they paste. All keys are invented.

describe('a search', () => {
  const found = (search: string) =>
    searchProviders(providers, search).flatMap((group) => group.providers.map(({ id }) => id));

  it.each([
    ['OPENAI_API_KEY', 'openai'],
    ['ANTHROPIC_API_KEY', 'anthropic'],
    ['TWILIO_AUTH_TOKEN', 'twilio'],
    ['SERPAPI', 'serpapi'],
    ['PDL_API_KEY', 'pdl'],
    ['eleven labs', 'elevenlabs'],
    ['elevnlabs', 'elevenlabs'],
    ['open router', 'openrouter'],
    ['openroter', 'openrouter'],
    ['deepseak', 'deepseek'],
    ['apolo', 'apollo'],
    ['firecrwal', 'firecrawl'],
    ['firecrawl credits', 'firecrawl'],
    ['scraping bee', 'scrapingbee'],
    ['two captcha', 'twocaptcha'],
    ['2captcha', 'twocaptcha'],
    ['remove.bg', 'removebg'],
    ['hunter.io', 'hunter'],
    ['fal.ai', 'fal'],
    ['x.ai', 'xai'],
    ['you.com', 'you'],
    ['chatgpt', 'openai'],
    ['claude', 'anthropic'],
    ['grok', 'xai'],
    ['hellosign', 'dropbox-sign'],
    ['stable diffusion', 'stability'],
    ['akamai', 'linode'],
    ['people data labs', 'pdl'],
  ])('%s finds %s first', (search, id) => {
    expect(found(search)[0]).toBe(id);
  });

  it.each([
    ['google search', 'search', 'serpapi'],
    ['captcha', 'captcha solving', 'capsolver'],
    ['tts', 'speech', 'elevenlabs'],
    ['sms', 'messaging', 'twilio'],
    ['email verification', 'email checks', 'zerobounce'],
    ['proxy', 'proxies', 'decodo'],
    ['llm', 'language models', 'deepseek'],
    ['image generation', 'images and video', 'fal'],
    ['stocks', 'market data', 'twelvedata'],
    ['translate', 'translation', 'deepl'],
    ['gpu', 'cloud', 'runpod'],
  ])('%s finds the category “%s”, %s among it', (search, category, id) => {
    const groups = searchProviders(providers, search);
    expect(groups.find((group) => group.category === category)?.providers.map((one) => one.id)).toContain(id);
  });

  it('of the beginning of many names finds those first', () => {
    expect(
      found('scrap')
        .slice(0, 5)
        .every((id) => id.startsWith('scrap')),
    ).toBe(true);
  });

  it('finds nothing where nothing is alike', () => {
    for (const search of ['weather', 'xyz', 'api key', 'something else entirely'])
      expect(found(search)).toEqual([]);
  });
});

describe('a pasted key', () => {
  const hex = (length: number) => '0123456789abcdef'.repeat(6).slice(0, length);
  const mixed = (length: number) => 'aB3dE5fG7hJ9kL2mN4pQ6rS8tU1vW0xY'.repeat(4).slice(0, length);
  const whose = (text: string) => {
    const read = recogniseKey(text, providers);
    return read.sure ? read.match.provider.id : read.matches.map(({ provider }) => provider.id);
  };

  it.each([
    [`sk-admin-${mixed(60)}`, 'openai'],
    [`sk-proj-${mixed(120)}`, 'openai'],
    [`sk-ant-admin01-${mixed(93)}AA`, 'anthropic'],
    [`sk-ant-api03-${mixed(93)}AA`, 'anthropic'],
    [`xai-${mixed(80)}`, 'xai'],
    [`sk_${hex(48)}`, 'elevenlabs'],
    [`fc-${hex(32)}`, 'firecrawl'],
    [`tvly-dev-${mixed(32)}`, 'tavily'],
    [`apify_api_${mixed(36)}`, 'apify'],
    [`AC${hex(32)}`, 'twilio'],
    [`SG.${mixed(22)}.${mixed(43)}`, 'sendgrid'],
    [`xkeysib-${hex(64)}-${mixed(16)}`, 'brevo'],
    [`dop_v1_${hex(64)}`, 'digitalocean'],
    [`ghp_${mixed(36)}`, 'github'],
    [`github_pat_${mixed(82)}`, 'github'],
    [`msy_${mixed(40)}`, 'meshy'],
    [`cpk_${hex(32)}.${hex(32)}`, 'chutes'],
    [`CG-${mixed(24)}`, 'coingecko'],
    [`cur_live_${mixed(40)}`, 'currencyapi'],
    [`CAP-${hex(32).toUpperCase()}`, 'capsolver'],
    ['01234567-89ab-cdef-0123-456789abcdef:fx', 'deepl'],
    [`scp-live-${hex(32)}`, 'scrapfly'],
    [`TWOCAPTCHA_API_KEY=${hex(32)}`, 'twocaptcha'],
    [`OPENAI_API_KEY=sk-proj-${mixed(60)}`, 'openai'],
    [`  "DEEPSEEK_API_KEY": "sk-${hex(32)}",`, 'deepseek'],
    [`FIRECRAWL_API_KEY: 'fc-${hex(32)}'`, 'firecrawl'],
    [`Authorization: Bearer tvly-${mixed(32)}`, 'tavily'],
    // Several have such keys: you are asked.
    [`MOONSHOT_API_KEY: sk-${mixed(48)}`, ['moonshot-cn', 'moonshot']],
    [`sk-or-v1-${hex(64)}`, ['openrouter-credits', 'openrouter']],
    [`sk-${hex(32)}`, expect.arrayContaining(['deepseek', 'siliconflow', 'newapi'])],
    [`sk_live_${mixed(30)}`, ['novita', 'pdfshift']],
    // A length alone says nothing.
    [hex(32), []],
    [hex(64), []],
    [mixed(22), []],
    ['01234567-89ab-cdef-0123-456789abcdef', []],
  ])('%s: %s', (text, expected) => {
    expect(looksLikeKey(text)).toBe(true);
    expect(whose(text)).toEqual(expected);
  });

  it('is its value alone, without what stands around it', () => {
    const key = `tvly-${mixed(32)}`;
    for (const text of [`Bearer ${key}`, `"TAVILY_API_KEY": "${key}",`, `TAVILY_API_KEY: '${key}'`]) {
      const read = recogniseKey(text, providers);
      expect(read.sure && read.match.values).toEqual({ key });
    }
  });
});
