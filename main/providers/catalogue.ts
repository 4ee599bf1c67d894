// Written by `npm run providers`; do not edit.

import { capsolver } from './captcha-solving/capsolver.ts';
import type { Provider } from './contract/provider.ts';
import { crustdata } from './data/crustdata.ts';
import { scraperapi } from './web-scraping/scraperapi.ts';
import { scrapio } from './web-scraping/scrapio.ts';
import { spidra } from './web-scraping/spidra.ts';

/** All providers, ordered by id. */
export const catalogue: readonly Provider[] = [capsolver, crustdata, scraperapi, scrapio, spidra];
