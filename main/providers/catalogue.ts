// Written by `npm run providers`; do not edit.

import { quicknode } from './blockchain/quicknode.ts';
import { capsolver } from './captcha-solving/capsolver.ts';
import { bunny } from './cloud/bunny.ts';
import { linode } from './cloud/linode.ts';
import { vultr } from './cloud/vultr.ts';
import type { Provider } from './contract/provider.ts';
import { bettercontact } from './data/bettercontact.ts';
import { builtwith } from './data/builtwith.ts';
import { captaindata } from './data/captaindata.ts';
import { crustdata } from './data/crustdata.ts';
import { dropcontact } from './data/dropcontact.ts';
import { enrow } from './data/enrow.ts';
import { fullenrich } from './data/fullenrich.ts';
import { meltly } from './data/meltly.ts';
import { oppora } from './data/oppora.ts';
import { orthogonal } from './data/orthogonal.ts';
import { prospeo } from './data/prospeo.ts';
import { skrapp } from './data/skrapp.ts';
import { surfe } from './data/surfe.ts';
import { wiza } from './data/wiza.ts';
import { cloudconvert } from './documents/cloudconvert.ts';
import { convertapi } from './documents/convertapi.ts';
import { dropboxSign } from './documents/dropbox-sign.ts';
import { pdfco } from './documents/pdfco.ts';
import { smtp2go } from './email/smtp2go.ts';
import { bouncify } from './email-checks/bouncify.ts';
import { clearout } from './email-checks/clearout.ts';
import { emailhippo } from './email-checks/emailhippo.ts';
import { emaillistverify } from './email-checks/emaillistverify.ts';
import { mailercheck } from './email-checks/mailercheck.ts';
import { myemailverifier } from './email-checks/myemailverifier.ts';
import { bfl } from './images-and-video/bfl.ts';
import { did } from './images-and-video/did.ts';
import { luma } from './images-and-video/luma.ts';
import { meshy } from './images-and-video/meshy.ts';
import { tripo } from './images-and-video/tripo.ts';
import { deepinfra } from './language-models/deepinfra.ts';
import { fireworks } from './language-models/fireworks.ts';
import { novita } from './language-models/novita.ts';
import { poe } from './language-models/poe.ts';
import { venice } from './language-models/venice.ts';
import { decodo } from './proxies/decodo.ts';
import { netnut } from './proxies/netnut.ts';
import { webshare } from './proxies/webshare.ts';
import { linkup } from './search/linkup.ts';
import { scaleserp } from './search/scaleserp.ts';
import { searchapi } from './search/searchapi.ts';
import { serpwow } from './search/serpwow.ts';
import { valueserp } from './search/valueserp.ts';
import { you } from './search/you.ts';
import { keywordseverywhere } from './seo/keywordseverywhere.ts';
import { browserUse } from './web-scraping/browser-use.ts';
import { outscraper } from './web-scraping/outscraper.ts';
import { rainforest } from './web-scraping/rainforest.ts';
import { scrapedo } from './web-scraping/scrapedo.ts';
import { scrapeops } from './web-scraping/scrapeops.ts';
import { scraperapi } from './web-scraping/scraperapi.ts';
import { scrapingant } from './web-scraping/scrapingant.ts';
import { scrapingdog } from './web-scraping/scrapingdog.ts';
import { scrapio } from './web-scraping/scrapio.ts';
import { spidra } from './web-scraping/spidra.ts';

/** All providers, ordered by id. */
export const catalogue: readonly Provider[] = [
  bettercontact,
  bfl,
  bouncify,
  browserUse,
  builtwith,
  bunny,
  capsolver,
  captaindata,
  clearout,
  cloudconvert,
  convertapi,
  crustdata,
  decodo,
  deepinfra,
  did,
  dropboxSign,
  dropcontact,
  emailhippo,
  emaillistverify,
  enrow,
  fireworks,
  fullenrich,
  keywordseverywhere,
  linkup,
  linode,
  luma,
  mailercheck,
  meltly,
  meshy,
  myemailverifier,
  netnut,
  novita,
  oppora,
  orthogonal,
  outscraper,
  pdfco,
  poe,
  prospeo,
  quicknode,
  rainforest,
  scaleserp,
  scrapedo,
  scrapeops,
  scraperapi,
  scrapingant,
  scrapingdog,
  scrapio,
  searchapi,
  serpwow,
  skrapp,
  smtp2go,
  spidra,
  surfe,
  tripo,
  valueserp,
  venice,
  vultr,
  webshare,
  wiza,
  you,
];
