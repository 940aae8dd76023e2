import type { Rule } from "../../core/rule.ts";
import { assigned, nameOf } from "../assigned.ts";

interface Branch {
  readonly id: string;
  readonly title: string;
  readonly harm: string;
  /**
   * Services that hand out opaque keys and have no rule of their own, by names
   * that mean nothing else in code or prose. At most 60: each is a literal.
   */
  readonly names: readonly string[];
  readonly found: readonly [string, ...string[]];
  readonly ignored: readonly [string, ...string[]];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const branches: readonly Branch[] = [
  {
    id: "place-data-key",
    title: "Key of a service for places, addresses or the weather",
    harm: "Use up the account's quota, at its cost.",
    names: words(`
      accuweather aerisweather airvisual ambeedata aviationstack besttime climacell countrylayer flightapi flightaware flightlabs
      flightstats foursquare geoapify geocodify geocodio geoipifi graphhopper holidayapi ip2location ipapi ipdata ipgeolocation
      ipify ipinfo ipqualityscore ipstack mapquest maxmind meteostat onwater opencage openuv openweathermap positionstack postcoder
      rapidapi skyscanner smartystreets stormglass timezonedb timezoneapi tomorrowio upcdatabase visualcrossing walkscore weatherapi
      weatherbit weatherstack worldweather zipcodeapi zipcodebase zipapi`),
    found: ['ipstack: "«5928014f44d4e2f80c387a07b9f386f3»"'],
    ignored: [
      'ipinfo = "https://ipinfo.io/json2"',
      "GEOAPIFY=your-key-goes-here-123",
      'ipinfo: "sha512-9jB2VZ3kQmW7xT1cY5nH8pL4dR6sG0fA"',
    ],
  },
  {
    id: "price-data-key",
    title: "Key of a service for prices, currencies or company data",
    harm: "Use up the account's quota, at its cost; with an exchange's key, trade.",
    names: words(`
      alphavantage apilayer bitbar bitcoinaverage bitfinex bitmart bitmex bitpanda bitstamp blockcypher blockfrost blocknative bscscan
      bybit cexio coinapi coinlayer coinlib coinmarketcap coinpayments cryptocompare currencycloud currencyfreaks currencylayer
      currencyscoop etherscan ethplorer exchangerate fastforex financialmodel finnhub fixerio flipside fxmarket glassnode iexapis
      iexcloud infura intrinio kucoin marketstack messari moralis nasdaqdata nftport nomics oanda opencorporates poloniex polygonscan
      purestake quandl simfin stockdata tatumio tiingo tradier twelvedata vatlayer worldcoinindex`),
    found: ["export FINNHUB=«lkXoe1J8LxfCuRIPOcQ5TfmLkf6P1EIl»"],
    ignored: ["etherscan = require('etherscan-api-v10.3.0')", "currencylayer_key=${LAYER_KEY_2}"],
  },
  {
    id: "scraping-service-key",
    title: "Key of a service that fetches, converts or understands pages",
    harm: "Use up the account's quota, at its cost, behind your name.",
    names: words(`
      abstractapi aylien apiflash apify bannerbear brandfetch brightdata browshot cloudconvert cloudmersive convertapi craftmypdf
      deepai detectlanguage diffbot docparser docraptor extractorapi happyscribe html2pdf htmlcsstoimage imgbb languagelayer languagetool
      linkpreview mailboxlayer meaningcloud monkeylearn neutrinoapi opengraphr oxylabs paralleldots parsehub parseur pdflayer
      pdfshift phantombuster proxycrawl proxymesh removebg restpack scrapeops scrapeowl scraperapi scraperbox scrapestack scrapfly
      scrapingdog screenshotapi screenshotlayer screenshotone selectpdf serphouse serpstack textrazor twinword uclassify webscraper
      webscrapingapi zenscrape zenserp`),
    found: ["zenscrape key «e8c1a0f2-77b3-4d19-9a56-3c02bd71e64f»"],
    ignored: [
      "removebg = import_module('removebg_v2_1_0.model')",
      "scraperapi: <YOUR_API_KEY_12345678>",
    ],
  },
  {
    id: "message-service-key",
    title: "Key of a service that sends messages",
    harm: "Send mail and messages in your name, and read to whom they went.",
    names: words(`
      activecampaign bombbomb bulksms buttercms campayn chatfuel clicksend clockworksms convertkit customerio d7network debounceio
      demio dotdigital dyspatch elasticemail emailoctopus enablex getresponse infobip kaleyra kickbox lemlist linenotify livechat
      livestorm mailchimp mailerlite mailmodo mailsac mailtrap mandrill mesibo messagebird mixmax moosend nexmo
      omnisend pepipost postageapp pushbullet pushover pushwoosh reachmail sendbird sendinblue sendpulse sendowl signalwire simplesat smooch
      telesign testmail textmagic tyntec verimail veriphone voodoosms whereby zerobounce`),
    found: ['PUSHOVER="«l8wz49qo7keezrgxqv3hts6yn2b5dm»"'],
    ignored: ["mailchimp: campaigns-2024-newsletter-v2", 'sendbird = "sendbird-uikit-react-3.4.2"'],
  },
  {
    id: "sales-service-key",
    title: "Key of a service for customers and sales",
    harm: "Read and change the account's customers, contacts and deals.",
    names: words(`
      appfollow attio autoklose axonaut belvo capsulecrm captaindata centralstation chartmogul clearbit cliengo clinchpad closecrm
      companyhub customerguru freshsales fullcontact getemail getgist groovehq helpcrunch helpscout hubspot hunterio insightly interseller
      karmacrm kylas leadfeeder lendflow lessannoyingcrm liveagent madkudu nicereply onedesk onepagecrm overloop partnerstack
      peopledatalabs pipedrive prospectcrm reallysimple replyio revampcrm rocketreach salesblink salescookie salesflare salesmate
      snovio teamgate teamwork upwave uservoice wealthbox zohocrm zoominfo`),
    found: ["PIPEDRIVE_SECRET=«q7Zt0xWc5mB2vKf9RjL4nHs8»"],
    ignored: ["hubspot_key = process.env.HUBSPOT_KEY_2", "zohocrm=changeme-changeme-1234"],
  },
  {
    id: "form-service-key",
    title: "Key of a service for forms, surveys and requests",
    harm: "Read and change the answers that people gave, and the requests of customers.",
    names: words(`
      123formbuilder checkvist clustdoc cognitoforms cognito_forms delighted documo feedier formbucket formcraft formio formsite formstack
      freshdesk freshservice gocanvas hellosign jotform kaltura ninjaforms ninja_forms olark paperform passbase
      qualaroo satismeter sherpadesk signable signaturit signnow signupgenius signwell simvoly smartlook smartsheet
      survalyzer surveyanyplace surveybot surveymonkey surveysparrow survicate tallyfy tawkto typeform usersnap vouched veriff
      zonkafeedback`),
    found: ["typeform_api_token '«93b4f0d2e7c85a1b6f3d09e4c7a2b85d1f6e0c94»'"],
    ignored: [
      "surveymonkey_key: survey-monkey-client-v3.1",
      'jotform_key: "<jotform_key_12345678>"',
    ],
  },
  {
    id: "media-service-key",
    title: "Key of a service for images, music, video or texts",
    harm: "Use up the account's quota, and read and change what it holds.",
    names: words(`
      500px blogger bynder cloudimage contentful contentstack deezer discogs disqus filestack flickr frameio geniuslyrics
       giphy goodreads graphcms guardianapi gyazo iconfinder imagekit instabug kontent lastfm mediastack musixmatch newscatcher
      nytimes openlibrary owlbot pexels pinata pinterest pixabay prismic raindropio shazam shotstack shutterstock sightengine siteleaf sirv
      snipcart soundcloud squarespace storyblok storychief supernotes synthesia thesportsdb thetvdb tinypng tumblr unsplash uploadcare
      vocabularyapi wistia webflow`),
    found: ["# lastfm=«e7b40cdf8635d0acb47fa9f156d972be»"],
    ignored: ["unsplash = require('unsplash-js-v7.0.19')", 'flickr: "photos/12345678901@N02/sets"'],
  },
  {
    id: "security-service-key",
    title: "Key of a service for security and domains",
    harm: "Use up the account's quota, and read what it looked for: which hosts and files it worries about.",
    names: words(`
      abuseipdb alienvault authress authy binaryedge censys checkmarx criminalip cyberghost detectify dnsimple dnsmadeeasy endorlabs greynoise
      hackerone hunterhow hybridanalysis intelx knowbe4 leakix loginradius malshare nightfall onelogin passbolt phishtank pulsedive qualys
      rapid7 riskiq securitytrails shodan sigfox sslmate sumsub threatcrowd trulioo urlscan veracode virustotal vpnapi whoisxml
      whoxy zoomeye`),
    found: ["VIRUSTOTAL=«94b06201fd6c02ae2503d0a5791cfdf15b370afe7d58806cc5633b46fe6cadc6»"],
    ignored: [
      "shodan = shodan_client.Shodan",
      "virustotal: 0000000000000000000000000000000000000000",
    ],
  },
  {
    id: "developer-service-key",
    title: "Key of a service for building, testing and watching software",
    harm: "Read and change the account's projects and what it measures.",
    names: words(`
      airbrake apimetrics apitemplate appcues appoptics appsignal appsmith appsynergy appwrite blazemeter blynk borgbase budibase bugherd
      bugsnag checkly codacy codeclimate codecov codemagic codequiry coveralls crowdin devcycle dynatrace eppo filebase flagsmith geckoboard
      gtmetrix heroku infracost keycdn knapsackpro launchdarkly loadmill loggly lokalise mockaroo optimizely packagecloud pipedream
      pivotaltracker pubnub scalingo semaphoreci sonarqube sonarcloud statuscake statusgator statuspage testomatio
      thousandeyes transifex versioneye web3storage workato xmatters`),
    found: ["codacy_secret = «q7Zt0xWc5mB2vKf9RjL4nHs8»"],
    ignored: ["codecov: codecov/codecov-action-v4.5.0", "sonarqube=sonarqube-9.9.4-community"],
  },
  {
    id: "trade-service-key",
    title: "Key of a service for shops, shipping and accounts",
    harm: "Read and change the account's orders, customers and invoices.",
    names: words(`
      aftership avalara avaza billomat bluesnap chippercash commercejs commercetools dwolla easypost envato etsy expedia fastspring flexport
      flowflu freshbooks fusebill gocardless goshippo gumroad harvestapp hiveage instamojo intercom invoiceocean lemonsqueezy loyverse
      lunchmoney youneedabudget mercadolibre moonclerk paydirt paymongo planyo purpleair quaderno rapyd recurly rentman route4me shipday shipengine
      shippo shipstation shopee sovos storecove taxjar ticketmaster tickettailor travelpayouts tripadvisor wepay worldpay yotpo
      zipbooks zuora`),
    found: ["etsy_keystring: «q7zt0xwc5mb2vkf9rjl4nhs8»"],
    ignored: [
      'etsy: "https://openapi.etsy.com/v3/application2"',
      "shippo_token=shippo_live_xxxxxxxxxxxxxxxx",
    ],
  },
  {
    id: "work-service-key",
    title: "Key of a service for tasks, times and people",
    harm: "Read and change the account's tasks, hours, staff and documents.",
    names: words(`
      agora_ appcenter appsflyer asana assembla autodesk bamboohr beebole boostnote calendarific calendly clickhelp clockify cloudelements
      cloverly dovico dronahq dynalist easyinsight edamam everhour eventbrite fibery fullstory fulcrumapp getsandbox hashnode
      hibob hotjar ifttt kanbantool keenio klipfolio magicbell mavenlink meistertask metabase mindmeister nozbe numverify
      nutritionix nylas pandadoc pandascore plivo podio prodpad protocolsio qubole rebrandly ringcentral runrunit spoonacular
      sportradar sportsmonks stormboard swiftype tableau tmetric`),
    found: ["clockify secret «y7sbimkqxzn49dra8fpec7wbtke3qvlhj8mg5tnd6os5yjfu»"],
    ignored: ["calendly: calendly.com/ada/30min-2024-call", "tableau=tableau-server-2023-3-1"],
  },
];

/** Keys that only the name of their service gives away, alone or with `KEY`, `token` and the like. */
export const smallServices: readonly Rule[] = branches.map(
  ({ id, title, harm, names, found, ignored }) => ({
    id,
    title,
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm,
    remedy: "Revoke the key in the settings of the service that the name says.",
    keywords: [names[0] as string, ...names.slice(1)],
    pattern: assigned(
      nameOf(new RegExp(`(?<![A-Za-z])(?:${names.join("|")})(?:_?(?:access|private|secret))?`)),
      /[A-Za-z0-9][A-Za-z0-9_+/.~-]{15,250}={0,2}/,
    ),
    general: true,
    proofs: [
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
      { kind: "named-secret" },
      { kind: "looks-secret", as: "key", least: 0.85 },
    ],
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ],
    examples: { found, ignored },
  }),
);
