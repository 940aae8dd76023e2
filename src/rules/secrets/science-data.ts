import type { Rule } from "../../core/rule.ts";
import { assigned, nameOf } from "../assigned.ts";

export const scienceData: readonly Rule[] = [
  {
    id: "cds-api-key",
    title: "Copernicus Data Store key",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Retrieve data as the user.",
    remedy: "Replace it on the profile at cds.climate.copernicus.eu.",
    keywords: ["cdsapi", "copernicus", "cds.climate"],
    pattern:
      /(?:cdsapi[\w .-]{0,12}?key["']?[ \t]{0,3}[:=][ \t]{0,3}["']?|url:[ \t]{0,3}https:\/\/(?:cds|ads|ewds)[\w.-]{0,20}\.(?:climate|atmosphere)\.copernicus\.eu\/api(?:\/v2)?\s{1,4}key:[ \t]{0,3})(?<value>(?:[0-9]{3,7}:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9A-Za-z-])/i,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://cds.climate.copernicus.eu/how-to-api"],
    examples: {
      found: [
        "url: https://cds.climate.copernicus.eu/api\nkey: «27a45cd1-35a5-1f4a-c089-9199fbc949c6»",
        "CDSAPI_KEY=«008576:a8e0dc71-2898-063a-55d4-aa5a3bb21337»",
      ],
      ignored: ["url: https://cds.climate.copernicus.eu/api\nkey: <PERSONAL-ACCESS-TOKEN>"],
    },
  },
  {
    id: "materials-project-key",
    title: "Materials Project API key",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Call the API within your quota.",
    remedy: "Regenerate it at next-gen.materialsproject.org/dashboard.",
    keywords: ["mp_api", "pmg_mapi", "mprester", "materials_project"],
    pattern: assigned(
      /(?<![A-Za-z])(?:mp_api_key|pmg_mapi_key|materials_?project[\w .-]{0,12}?key)|mprester/,
      /[A-Za-z0-9]{32}|[A-Za-z0-9]{16}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://docs.materialsproject.org/downloading-data/using-the-api/getting-started",
    ],
    examples: {
      found: [
        "MP_API_KEY=«eJHLCeCpHo0jGzQrg7011tXk8oXVFQuV»",
        'with MPRester("«YhenitsMRsFeJBjYFjDcQ9ckXUYFrH3M»") as mpr:',
      ],
      ignored: ["MPRester(api_key)"],
    },
  },
  {
    id: "scholar-api-key",
    title: "Key of a literature service",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Call the API of Semantic Scholar, Elsevier, Springer, CORE or ADS within your quota.",
    remedy: "Reset it on the account page of that service.",
    keywords: [
      "semantic_scholar",
      "semanticscholar",
      "s2_api",
      "elsevier",
      "scopus",
      "springer",
      "ads_",
    ],
    pattern: assigned(
      /(?:semantic_?scholar|(?<![A-Za-z])s2|elsevier|scopus|springer|(?<![A-Za-z])ads(?:_dev)?)[-_](?:\w{1,12}[-_])?(?:key|token)|x-els-apikey/,
      /[0-9a-f]{32}|[A-Za-z0-9]{40}/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://www.semanticscholar.org/product/api"],
    examples: {
      found: [
        "SEMANTIC_SCHOLAR_API_KEY=«bYOTlvj3WoFrvBmXGmzB80ywVRhzfaLD6OyRIeID»",
        "X-ELS-APIKey: «f13d2c316cf4a73f206ed476bda1ecb5»",
      ],
      ignored: ["ads_key = f1c58cf0adc5"],
    },
  },
  {
    id: "government-data-key",
    title: "Key of a public data service",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Call the API of data.gov, NASA, the US census, NOAA, EIA or USDA within your quota.",
    remedy: "Ask for a new one at that service.",
    keywords: ["nasa", "data_gov", "datagov", "census", "noaa", "eia_", "usda"],
    pattern: assigned(
      /(?:(?<![A-Za-z])nasa|data_?gov|(?<![A-Za-z])census|noaa|(?<![A-Za-z])eia|usda|congress_?gov)[-_](?:\w{1,12}[-_])?(?:key|token)/,
      /[A-Za-z0-9]{40}|[A-Za-z]{32}|[0-9a-f]{40}/,
    ),
    proofs: [{ kind: "entropy", min: 3.3 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://api.data.gov/docs/developer-manual/"],
    examples: {
      found: [
        "NASA_API_KEY=«fWqHmDYM7KoAL6xiManPXFevFjqsJhQZH4ETcTvC»",
        'CENSUS_API_KEY="«669f1ca6d24ca7fd39819636d8976069b5b052d3»"',
      ],
      ignored: ["NASA_API_KEY=DEMO_KEY"],
    },
  },
  {
    id: "sentinel-hub-secret",
    title: "Sentinel Hub or Earthdata secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Order satellite images at your cost, or download data as the user.",
    remedy: "Delete the OAuth client in the dashboard, or the token at urs.earthdata.nasa.gov.",
    keywords: ["sentinel_hub", "sentinelhub", "sh_client", "earthdata"],
    pattern: assigned(
      /(?:sentinel_?hub|(?<![A-Za-z])sh_client|earthdata)[\w .-]{0,24}?(?:secret|token|password)[\w-]{0,12}/,
      /[A-Za-z0-9]{32}|[A-Za-z0-9~!@#^&*(){}[\];:,.?|_-]{40}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.sentinel-hub.com/api/latest/api/overview/authentication/"],
    examples: {
      found: ["SENTINEL_HUB_CLIENT_SECRET=«6iXR3tKuFtD7KvdcjvoIq5VRxMptkdOW»"],
      ignored: ["SENTINELHUB_CLIENT_SECRET=$SECRET"],
    },
  },
  {
    id: "threat-intelligence-key",
    title: "Key of a threat intelligence service",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Call the API of VirusTotal, AlienVault OTX or AbuseIPDB at your cost, and see what you searched for.",
    remedy: "Reset it on the account page of that service.",
    keywords: ["virustotal", "virus_total", "vt_api", "alienvault", "otx", "abuseipdb"],
    pattern: assigned(
      /(?:virus_?total|(?<![A-Za-z])vt_api|alien_?vault|(?<![A-Za-z])otx|abuse_?ipdb)[\w .-]{0,24}?(?:key|token)[\w-]{0,12}/,
      /[0-9a-f]{64}|[0-9a-f]{80}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.virustotal.com/reference/authentication"],
    examples: {
      found: [
        "VIRUSTOTAL_API_KEY=«ec29c4f6b91fe826699c9b7f188ecd3307f8f15aa33f1f64866e2687c5874cc1»",
      ],
      ignored: ["virustotal_hash_key = sha256"],
    },
  },
  {
    id: "shodan-api-key",
    title: "Shodan, SecurityTrails or GreyNoise key",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Call the API at your cost, and see what you monitor.",
    remedy: "Reset it on the account page of that service.",
    keywords: ["shodan", "securitytrails", "greynoise"],
    pattern: assigned(
      nameOf(/shodan|security_?trails|greynoise/),
      /[A-Za-z0-9]{32}|[A-Za-z0-9]{64}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://developer.shodan.io/api/requirements"],
    examples: {
      found: ["SHODAN_API_KEY=«bbr08SCvnb18iXEqho7OvVLc14nQTyPJ»"],
      ignored: ["shodan = import_module"],
    },
  },
];
