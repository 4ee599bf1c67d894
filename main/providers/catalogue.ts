// Written by `npm run providers`; do not edit.

import { etherscan } from './blockchain/etherscan.ts';
import { quicknode } from './blockchain/quicknode.ts';
import { anticaptcha } from './captcha-solving/anticaptcha.ts';
import { capmonster } from './captcha-solving/capmonster.ts';
import { capsolver } from './captcha-solving/capsolver.ts';
import { twocaptcha } from './captcha-solving/twocaptcha.ts';
import { bunny } from './cloud/bunny.ts';
import { digitalocean } from './cloud/digitalocean.ts';
import { linode } from './cloud/linode.ts';
import { runpod } from './cloud/runpod.ts';
import { vastai } from './cloud/vastai.ts';
import { vultr } from './cloud/vultr.ts';
import type { Provider } from './contract/provider.ts';
import { apollo } from './data/apollo.ts';
import { bettercontact } from './data/bettercontact.ts';
import { builtwith } from './data/builtwith.ts';
import { captaindata } from './data/captaindata.ts';
import { crustdata } from './data/crustdata.ts';
import { dropcontact } from './data/dropcontact.ts';
import { enrow } from './data/enrow.ts';
import { fullenrich } from './data/fullenrich.ts';
import { hunter } from './data/hunter.ts';
import { ipinfo } from './data/ipinfo.ts';
import { lemlist } from './data/lemlist.ts';
import { lusha } from './data/lusha.ts';
import { meltly } from './data/meltly.ts';
import { oppora } from './data/oppora.ts';
import { orthogonal } from './data/orthogonal.ts';
import { prospeo } from './data/prospeo.ts';
import { rocketreach } from './data/rocketreach.ts';
import { skrapp } from './data/skrapp.ts';
import { snov } from './data/snov.ts';
import { surfe } from './data/surfe.ts';
import { wiza } from './data/wiza.ts';
import { cloudconvert } from './documents/cloudconvert.ts';
import { convertapi } from './documents/convertapi.ts';
import { dropboxSign } from './documents/dropbox-sign.ts';
import { pdfco } from './documents/pdfco.ts';
import { brevo } from './email/brevo.ts';
import { sendgrid } from './email/sendgrid.ts';
import { smtp2go } from './email/smtp2go.ts';
import { bouncify } from './email-checks/bouncify.ts';
import { clearout } from './email-checks/clearout.ts';
import { emailhippo } from './email-checks/emailhippo.ts';
import { emaillistverify } from './email-checks/emaillistverify.ts';
import { mailercheck } from './email-checks/mailercheck.ts';
import { millionverifier } from './email-checks/millionverifier.ts';
import { myemailverifier } from './email-checks/myemailverifier.ts';
import { neverbounce } from './email-checks/neverbounce.ts';
import { zerobounce } from './email-checks/zerobounce.ts';
import { bfl } from './images-and-video/bfl.ts';
import { cloudinary } from './images-and-video/cloudinary.ts';
import { did } from './images-and-video/did.ts';
import { fal } from './images-and-video/fal.ts';
import { heygen } from './images-and-video/heygen.ts';
import { kie } from './images-and-video/kie.ts';
import { leonardo } from './images-and-video/leonardo.ts';
import { luma } from './images-and-video/luma.ts';
import { meshy } from './images-and-video/meshy.ts';
import { removebg } from './images-and-video/removebg.ts';
import { runway } from './images-and-video/runway.ts';
import { stability } from './images-and-video/stability.ts';
import { tripo } from './images-and-video/tripo.ts';
import { anthropic } from './language-models/anthropic.ts';
import { deepinfra } from './language-models/deepinfra.ts';
import { deepseek } from './language-models/deepseek.ts';
import { fireworks } from './language-models/fireworks.ts';
import { kimiCoding } from './language-models/kimi-coding.ts';
import { moonshot } from './language-models/moonshot.ts';
import { moonshotCn } from './language-models/moonshot-cn.ts';
import { newapi } from './language-models/newapi.ts';
import { novita } from './language-models/novita.ts';
import { openai } from './language-models/openai.ts';
import { openrouter } from './language-models/openrouter.ts';
import { openrouterCredits } from './language-models/openrouter-credits.ts';
import { poe } from './language-models/poe.ts';
import { siliconflow } from './language-models/siliconflow.ts';
import { siliconflowCn } from './language-models/siliconflow-cn.ts';
import { venice } from './language-models/venice.ts';
import { vercelAiGateway } from './language-models/vercel-ai-gateway.ts';
import { xai } from './language-models/xai.ts';
import { zai } from './language-models/zai.ts';
import { zaiCn } from './language-models/zai-cn.ts';
import { coingecko } from './market-data/coingecko.ts';
import { coinmarketcap } from './market-data/coinmarketcap.ts';
import { currencyapi } from './market-data/currencyapi.ts';
import { eodhd } from './market-data/eodhd.ts';
import { exchangerateApi } from './market-data/exchangerate-api.ts';
import { openexchangerates } from './market-data/openexchangerates.ts';
import { twelvedata } from './market-data/twelvedata.ts';
import { clicksend } from './messaging/clicksend.ts';
import { infobip } from './messaging/infobip.ts';
import { messagebird } from './messaging/messagebird.ts';
import { plivo } from './messaging/plivo.ts';
import { telnyx } from './messaging/telnyx.ts';
import { twilio } from './messaging/twilio.ts';
import { vonage } from './messaging/vonage.ts';
import { decodo } from './proxies/decodo.ts';
import { netnut } from './proxies/netnut.ts';
import { webshare } from './proxies/webshare.ts';
import { linkup } from './search/linkup.ts';
import { scaleserp } from './search/scaleserp.ts';
import { searchapi } from './search/searchapi.ts';
import { serpapi } from './search/serpapi.ts';
import { serper } from './search/serper.ts';
import { serpwow } from './search/serpwow.ts';
import { tavily } from './search/tavily.ts';
import { valueserp } from './search/valueserp.ts';
import { you } from './search/you.ts';
import { shodan } from './security/shodan.ts';
import { virustotal } from './security/virustotal.ts';
import { ahrefs } from './seo/ahrefs.ts';
import { dataforseo } from './seo/dataforseo.ts';
import { keywordseverywhere } from './seo/keywordseverywhere.ts';
import { semrush } from './seo/semrush.ts';
import { deepgram } from './speech/deepgram.ts';
import { elevenlabs } from './speech/elevenlabs.ts';
import { apiFootball } from './sports-data/api-football.ts';
import { theOddsApi } from './sports-data/the-odds-api.ts';
import { deepl } from './translation/deepl.ts';
import { apify } from './web-scraping/apify.ts';
import { brightdata } from './web-scraping/brightdata.ts';
import { browserUse } from './web-scraping/browser-use.ts';
import { firecrawl } from './web-scraping/firecrawl.ts';
import { outscraper } from './web-scraping/outscraper.ts';
import { rainforest } from './web-scraping/rainforest.ts';
import { scrapedo } from './web-scraping/scrapedo.ts';
import { scrapeops } from './web-scraping/scrapeops.ts';
import { scraperapi } from './web-scraping/scraperapi.ts';
import { scrapfly } from './web-scraping/scrapfly.ts';
import { scrapingant } from './web-scraping/scrapingant.ts';
import { scrapingbee } from './web-scraping/scrapingbee.ts';
import { scrapingdog } from './web-scraping/scrapingdog.ts';
import { scrapio } from './web-scraping/scrapio.ts';
import { spidra } from './web-scraping/spidra.ts';
import { zenrows } from './web-scraping/zenrows.ts';

/** All providers, ordered by id. */
export const catalogue: readonly Provider[] = [
  ahrefs,
  anthropic,
  anticaptcha,
  apiFootball,
  apify,
  apollo,
  bettercontact,
  bfl,
  bouncify,
  brevo,
  brightdata,
  browserUse,
  builtwith,
  bunny,
  capmonster,
  capsolver,
  captaindata,
  clearout,
  clicksend,
  cloudconvert,
  cloudinary,
  coingecko,
  coinmarketcap,
  convertapi,
  crustdata,
  currencyapi,
  dataforseo,
  decodo,
  deepgram,
  deepinfra,
  deepl,
  deepseek,
  did,
  digitalocean,
  dropboxSign,
  dropcontact,
  elevenlabs,
  emailhippo,
  emaillistverify,
  enrow,
  eodhd,
  etherscan,
  exchangerateApi,
  fal,
  firecrawl,
  fireworks,
  fullenrich,
  heygen,
  hunter,
  infobip,
  ipinfo,
  keywordseverywhere,
  kie,
  kimiCoding,
  lemlist,
  leonardo,
  linkup,
  linode,
  luma,
  lusha,
  mailercheck,
  meltly,
  meshy,
  messagebird,
  millionverifier,
  moonshotCn,
  moonshot,
  myemailverifier,
  netnut,
  neverbounce,
  newapi,
  novita,
  openai,
  openexchangerates,
  openrouterCredits,
  openrouter,
  oppora,
  orthogonal,
  outscraper,
  pdfco,
  plivo,
  poe,
  prospeo,
  quicknode,
  rainforest,
  removebg,
  rocketreach,
  runpod,
  runway,
  scaleserp,
  scrapedo,
  scrapeops,
  scraperapi,
  scrapfly,
  scrapingant,
  scrapingbee,
  scrapingdog,
  scrapio,
  searchapi,
  semrush,
  sendgrid,
  serpapi,
  serper,
  serpwow,
  shodan,
  siliconflowCn,
  siliconflow,
  skrapp,
  smtp2go,
  snov,
  spidra,
  stability,
  surfe,
  tavily,
  telnyx,
  theOddsApi,
  tripo,
  twelvedata,
  twilio,
  twocaptcha,
  valueserp,
  vastai,
  venice,
  vercelAiGateway,
  virustotal,
  vonage,
  vultr,
  webshare,
  wiza,
  xai,
  you,
  zaiCn,
  zai,
  zenrows,
  zerobounce,
];
