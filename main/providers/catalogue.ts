// Written by `npm run providers`; do not edit.

import { etherscan } from './blockchain/etherscan.ts';
import { quicknode } from './blockchain/quicknode.ts';
import { anticaptcha } from './captcha-solving/anticaptcha.ts';
import { capmonster } from './captcha-solving/capmonster.ts';
import { capsolver } from './captcha-solving/capsolver.ts';
import { deathbycaptcha } from './captcha-solving/deathbycaptcha.ts';
import { nopecha } from './captcha-solving/nopecha.ts';
import { twocaptcha } from './captcha-solving/twocaptcha.ts';
import { bunny } from './cloud/bunny.ts';
import { digitalocean } from './cloud/digitalocean.ts';
import { hyperstack } from './cloud/hyperstack.ts';
import { linode } from './cloud/linode.ts';
import { runpod } from './cloud/runpod.ts';
import { scaleway } from './cloud/scaleway.ts';
import { vastai } from './cloud/vastai.ts';
import { verda } from './cloud/verda.ts';
import { vultr } from './cloud/vultr.ts';
import type { Provider } from './contract/provider.ts';
import { anymailfinder } from './data/anymailfinder.ts';
import { apollo } from './data/apollo.ts';
import { bettercontact } from './data/bettercontact.ts';
import { builtwith } from './data/builtwith.ts';
import { captaindata } from './data/captaindata.ts';
import { companyenrich } from './data/companyenrich.ts';
import { contactout } from './data/contactout.ts';
import { crustdata } from './data/crustdata.ts';
import { dropcontact } from './data/dropcontact.ts';
import { enrow } from './data/enrow.ts';
import { findymail } from './data/findymail.ts';
import { fullenrich } from './data/fullenrich.ts';
import { hunter } from './data/hunter.ts';
import { ipinfo } from './data/ipinfo.ts';
import { leadmagic } from './data/leadmagic.ts';
import { lemlist } from './data/lemlist.ts';
import { locationiq } from './data/locationiq.ts';
import { lusha } from './data/lusha.ts';
import { meltly } from './data/meltly.ts';
import { oceanio } from './data/oceanio.ts';
import { oppora } from './data/oppora.ts';
import { orthogonal } from './data/orthogonal.ts';
import { prospeo } from './data/prospeo.ts';
import { rocketreach } from './data/rocketreach.ts';
import { skrapp } from './data/skrapp.ts';
import { snov } from './data/snov.ts';
import { surfe } from './data/surfe.ts';
import { tomba } from './data/tomba.ts';
import { wappalyzer } from './data/wappalyzer.ts';
import { wiza } from './data/wiza.ts';
import { github } from './developer-tools/github.ts';
import { cloudconvert } from './documents/cloudconvert.ts';
import { convertapi } from './documents/convertapi.ts';
import { dropboxSign } from './documents/dropbox-sign.ts';
import { pdfco } from './documents/pdfco.ts';
import { pdfshift } from './documents/pdfshift.ts';
import { brevo } from './email/brevo.ts';
import { sendgrid } from './email/sendgrid.ts';
import { smtp2go } from './email/smtp2go.ts';
import { bounceban } from './email-checks/bounceban.ts';
import { bouncer } from './email-checks/bouncer.ts';
import { bouncify } from './email-checks/bouncify.ts';
import { clearout } from './email-checks/clearout.ts';
import { debounce } from './email-checks/debounce.ts';
import { emailable } from './email-checks/emailable.ts';
import { emailhippo } from './email-checks/emailhippo.ts';
import { emaillistverify } from './email-checks/emaillistverify.ts';
import { kickbox } from './email-checks/kickbox.ts';
import { mailercheck } from './email-checks/mailercheck.ts';
import { millionverifier } from './email-checks/millionverifier.ts';
import { myemailverifier } from './email-checks/myemailverifier.ts';
import { neverbounce } from './email-checks/neverbounce.ts';
import { reoon } from './email-checks/reoon.ts';
import { verifalia } from './email-checks/verifalia.ts';
import { zerobounce } from './email-checks/zerobounce.ts';
import { bannerbear } from './images-and-video/bannerbear.ts';
import { bfl } from './images-and-video/bfl.ts';
import { cloudinary } from './images-and-video/cloudinary.ts';
import { did } from './images-and-video/did.ts';
import { fal } from './images-and-video/fal.ts';
import { heygen } from './images-and-video/heygen.ts';
import { kie } from './images-and-video/kie.ts';
import { leonardo } from './images-and-video/leonardo.ts';
import { luma } from './images-and-video/luma.ts';
import { meshy } from './images-and-video/meshy.ts';
import { recraft } from './images-and-video/recraft.ts';
import { removebg } from './images-and-video/removebg.ts';
import { runway } from './images-and-video/runway.ts';
import { stability } from './images-and-video/stability.ts';
import { tripo } from './images-and-video/tripo.ts';
import { vectorizer } from './images-and-video/vectorizer.ts';
import { vidu } from './images-and-video/vidu.ts';
import { wavespeed } from './images-and-video/wavespeed.ts';
import { aimlapi } from './language-models/aimlapi.ts';
import { anthropic } from './language-models/anthropic.ts';
import { chutes } from './language-models/chutes.ts';
import { cloudflareAiGateway } from './language-models/cloudflare-ai-gateway.ts';
import { deepinfra } from './language-models/deepinfra.ts';
import { deepseek } from './language-models/deepseek.ts';
import { edenai } from './language-models/edenai.ts';
import { featherless } from './language-models/featherless.ts';
import { fireworks } from './language-models/fireworks.ts';
import { hyperbolic } from './language-models/hyperbolic.ts';
import { kimiCoding } from './language-models/kimi-coding.ts';
import { litellm } from './language-models/litellm.ts';
import { minimax } from './language-models/minimax.ts';
import { minimaxCn } from './language-models/minimax-cn.ts';
import { moonshot } from './language-models/moonshot.ts';
import { moonshotCn } from './language-models/moonshot-cn.ts';
import { nanogpt } from './language-models/nanogpt.ts';
import { newapi } from './language-models/newapi.ts';
import { novita } from './language-models/novita.ts';
import { openai } from './language-models/openai.ts';
import { openrouter } from './language-models/openrouter.ts';
import { openrouterCredits } from './language-models/openrouter-credits.ts';
import { poe } from './language-models/poe.ts';
import { siliconflow } from './language-models/siliconflow.ts';
import { siliconflowCn } from './language-models/siliconflow-cn.ts';
import { stepfun } from './language-models/stepfun.ts';
import { stepfunCn } from './language-models/stepfun-cn.ts';
import { venice } from './language-models/venice.ts';
import { vercelAiGateway } from './language-models/vercel-ai-gateway.ts';
import { xai } from './language-models/xai.ts';
import { zai } from './language-models/zai.ts';
import { zaiCn } from './language-models/zai-cn.ts';
import { zenmux } from './language-models/zenmux.ts';
import { coingecko } from './market-data/coingecko.ts';
import { coinmarketcap } from './market-data/coinmarketcap.ts';
import { currencyapi } from './market-data/currencyapi.ts';
import { eodhd } from './market-data/eodhd.ts';
import { exchangerateApi } from './market-data/exchangerate-api.ts';
import { openexchangerates } from './market-data/openexchangerates.ts';
import { twelvedata } from './market-data/twelvedata.ts';
import { clicksend } from './messaging/clicksend.ts';
import { fortysixelks } from './messaging/fortysixelks.ts';
import { gatewayapi } from './messaging/gatewayapi.ts';
import { infobip } from './messaging/infobip.ts';
import { messagebird } from './messaging/messagebird.ts';
import { plivo } from './messaging/plivo.ts';
import { pushover } from './messaging/pushover.ts';
import { seven } from './messaging/seven.ts';
import { smspool } from './messaging/smspool.ts';
import { telnyx } from './messaging/telnyx.ts';
import { textbelt } from './messaging/textbelt.ts';
import { textmagic } from './messaging/textmagic.ts';
import { twilio } from './messaging/twilio.ts';
import { vonage } from './messaging/vonage.ts';
import { decodo } from './proxies/decodo.ts';
import { iproyal } from './proxies/iproyal.ts';
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
import { zenserp } from './search/zenserp.ts';
import { domaintools } from './security/domaintools.ts';
import { fofa } from './security/fofa.ts';
import { ipqualityscore } from './security/ipqualityscore.ts';
import { securitytrails } from './security/securitytrails.ts';
import { shodan } from './security/shodan.ts';
import { urlscan } from './security/urlscan.ts';
import { virustotal } from './security/virustotal.ts';
import { ahrefs } from './seo/ahrefs.ts';
import { dataforseo } from './seo/dataforseo.ts';
import { keywordseverywhere } from './seo/keywordseverywhere.ts';
import { semrush } from './seo/semrush.ts';
import { seranking } from './seo/seranking.ts';
import { deepgram } from './speech/deepgram.ts';
import { elevenlabs } from './speech/elevenlabs.ts';
import { fishaudio } from './speech/fishaudio.ts';
import { revai } from './speech/revai.ts';
import { apiFootball } from './sports-data/api-football.ts';
import { theOddsApi } from './sports-data/the-odds-api.ts';
import { deepl } from './translation/deepl.ts';
import { apiflash } from './web-scraping/apiflash.ts';
import { apify } from './web-scraping/apify.ts';
import { brightdata } from './web-scraping/brightdata.ts';
import { browserUse } from './web-scraping/browser-use.ts';
import { diffbot } from './web-scraping/diffbot.ts';
import { firecrawl } from './web-scraping/firecrawl.ts';
import { hasdata } from './web-scraping/hasdata.ts';
import { hyperbrowser } from './web-scraping/hyperbrowser.ts';
import { olostep } from './web-scraping/olostep.ts';
import { outscraper } from './web-scraping/outscraper.ts';
import { rainforest } from './web-scraping/rainforest.ts';
import { scrapecreators } from './web-scraping/scrapecreators.ts';
import { scrapedo } from './web-scraping/scrapedo.ts';
import { scrapegraphai } from './web-scraping/scrapegraphai.ts';
import { scrapeops } from './web-scraping/scrapeops.ts';
import { scraperapi } from './web-scraping/scraperapi.ts';
import { scrapfly } from './web-scraping/scrapfly.ts';
import { scrapingant } from './web-scraping/scrapingant.ts';
import { scrapingbee } from './web-scraping/scrapingbee.ts';
import { scrapingdog } from './web-scraping/scrapingdog.ts';
import { scrapio } from './web-scraping/scrapio.ts';
import { screenshotone } from './web-scraping/screenshotone.ts';
import { spidra } from './web-scraping/spidra.ts';
import { webscrapingai } from './web-scraping/webscrapingai.ts';
import { zenrows } from './web-scraping/zenrows.ts';

/** All providers, ordered by id. */
export const catalogue: readonly Provider[] = [
  ahrefs,
  aimlapi,
  anthropic,
  anticaptcha,
  anymailfinder,
  apiFootball,
  apiflash,
  apify,
  apollo,
  bannerbear,
  bettercontact,
  bfl,
  bounceban,
  bouncer,
  bouncify,
  brevo,
  brightdata,
  browserUse,
  builtwith,
  bunny,
  capmonster,
  capsolver,
  captaindata,
  chutes,
  clearout,
  clicksend,
  cloudconvert,
  cloudflareAiGateway,
  cloudinary,
  coingecko,
  coinmarketcap,
  companyenrich,
  contactout,
  convertapi,
  crustdata,
  currencyapi,
  dataforseo,
  deathbycaptcha,
  debounce,
  decodo,
  deepgram,
  deepinfra,
  deepl,
  deepseek,
  did,
  diffbot,
  digitalocean,
  domaintools,
  dropboxSign,
  dropcontact,
  edenai,
  elevenlabs,
  emailable,
  emailhippo,
  emaillistverify,
  enrow,
  eodhd,
  etherscan,
  exchangerateApi,
  fal,
  featherless,
  findymail,
  firecrawl,
  fireworks,
  fishaudio,
  fofa,
  fortysixelks,
  fullenrich,
  gatewayapi,
  github,
  hasdata,
  heygen,
  hunter,
  hyperbolic,
  hyperbrowser,
  hyperstack,
  infobip,
  ipinfo,
  ipqualityscore,
  iproyal,
  keywordseverywhere,
  kickbox,
  kie,
  kimiCoding,
  leadmagic,
  lemlist,
  leonardo,
  linkup,
  linode,
  litellm,
  locationiq,
  luma,
  lusha,
  mailercheck,
  meltly,
  meshy,
  messagebird,
  millionverifier,
  minimaxCn,
  minimax,
  moonshotCn,
  moonshot,
  myemailverifier,
  nanogpt,
  netnut,
  neverbounce,
  newapi,
  nopecha,
  novita,
  oceanio,
  olostep,
  openai,
  openexchangerates,
  openrouterCredits,
  openrouter,
  oppora,
  orthogonal,
  outscraper,
  pdfco,
  pdfshift,
  plivo,
  poe,
  prospeo,
  pushover,
  quicknode,
  rainforest,
  recraft,
  removebg,
  reoon,
  revai,
  rocketreach,
  runpod,
  runway,
  scaleserp,
  scaleway,
  scrapecreators,
  scrapedo,
  scrapegraphai,
  scrapeops,
  scraperapi,
  scrapfly,
  scrapingant,
  scrapingbee,
  scrapingdog,
  scrapio,
  screenshotone,
  searchapi,
  securitytrails,
  semrush,
  sendgrid,
  seranking,
  serpapi,
  serper,
  serpwow,
  seven,
  shodan,
  siliconflowCn,
  siliconflow,
  skrapp,
  smspool,
  smtp2go,
  snov,
  spidra,
  stability,
  stepfunCn,
  stepfun,
  surfe,
  tavily,
  telnyx,
  textbelt,
  textmagic,
  theOddsApi,
  tomba,
  tripo,
  twelvedata,
  twilio,
  twocaptcha,
  urlscan,
  valueserp,
  vastai,
  vectorizer,
  venice,
  vercelAiGateway,
  verda,
  verifalia,
  vidu,
  virustotal,
  vonage,
  vultr,
  wappalyzer,
  wavespeed,
  webscrapingai,
  webshare,
  wiza,
  xai,
  you,
  zaiCn,
  zai,
  zenmux,
  zenrows,
  zenserp,
  zerobounce,
];
