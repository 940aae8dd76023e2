import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

const mapboxToken: LiveCheck = {
  url: "https://api.mapbox.com/tokens/v2?access_token={value}",
  auth: { kind: "inside" },
  active: [{ status: 200, json: "code", text: /^TokenValid$/ }],
  inactive: [{ status: 200, json: "code", text: /^Token(?:Invalid|Expired|Revoked)$/ }],
  facts: { user: "token.user" },
  documentation: "https://docs.mapbox.com/api/accounts/tokens/#retrieve-a-token",
  examples: {
    active: {
      status: 200,
      body: { code: "TokenValid", token: { usage: "sk", user: "ada", authorization: "a-1" } },
    },
    inactive: { status: 200, body: { code: "TokenRevoked" } },
  },
};

export const mapsAndWeather: readonly Rule[] = [
  {
    id: "mapbox-public-token",
    title: "Mapbox public token",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Draw maps at your cost: it is public by design, in pages and apps.",
    remedy: "Restrict it to your URLs, or delete it, at console.mapbox.com/account/access-tokens.",
    keywords: ["pk.eyj"],
    pattern:
      /(?<![A-Za-z0-9_.])(?<value>pk\.eyJ1[A-Za-z0-9_-]{50,120}\.[A-Za-z0-9_-]{20,25})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    check: mapboxToken,
    references: ["https://docs.mapbox.com/help/dive-deeper/access-tokens/"],
    examples: {
      found: [
        "MAPBOX_TOKEN=«pk.eyJ1r1XY6OzWN92kcgG6RcGctxa2lqFjw6RinDRtCAE94c5xBxK-Dq4G9zOKJEa1dkVXH6Ua3OHVJdCl6t.dn2TlMRmXL2z-aEetK1Xuh»",
      ],
      ignored: ["pk.eyJ1.token"],
    },
  },
  {
    id: "mapbox-secret-token",
    title: "Mapbox secret token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Upload and change maps of the account at your cost.",
    remedy: "Delete it at console.mapbox.com/account/access-tokens.",
    keywords: ["sk.eyj"],
    pattern:
      /(?<![A-Za-z0-9_.])(?<value>sk\.eyJ1[A-Za-z0-9_-]{50,120}\.[A-Za-z0-9_-]{20,25})(?![A-Za-z0-9_-])/,
    check: mapboxToken,
    references: ["https://docs.mapbox.com/help/dive-deeper/access-tokens/"],
    examples: {
      found: [
        "MAPBOX=«sk.eyJ1p6k2ymgOcnZnaprro3iqllIIfF05RLXwyLd7ZuSE7cYOYDzckJdQKITn2WBRIpUwwccXEeUVFBw4yQYJ.MJRrzhxw3m5Js4ZCXWv7m7»",
      ],
      ignored: [
        "pk.eyJ19S6SnezdyiGg-B3uqwt3N-mC5eYV3meEPosKOiP1_f7lYdBcW8l1AKqRzInZGBd6ND0ilcDjMwNOvxK1.nLpcJOK01G-Mfqp2P-fVSL",
      ],
    },
  },
  {
    id: "here-api-key",
    title: "HERE API key or secret",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Call the map services at your cost.",
    remedy: "Delete it at platform.here.com/admin/apps.",
    keywords: ["here"],
    pattern: assigned(
      /(?<![A-Za-z])here(?:_?maps?)?[-_.](?:\w{1,12}[-_.])?(?:key|secret|token)(?:\.secret)?/,
      /[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{86}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://www.here.com/docs/bundle/identity-and-access-management-developer-guide"],
    examples: {
      found: [
        "HERE_API_KEY=«Y-FYX5v8HWc457jM5nLsSlO748YU4c-WcqX4pkA5y2d»",
        "here.access.key.secret = «Uc7ITgRt53zfcadURGTGg65rO3VZDP9U0pD2EhIj6IBI02NR52_ndB1m47UgkyOU_KQz4l17ygk4-tDXyKzcqI»",
      ],
      ignored: ["where_key = tokenOfTheThingThatStandsWhereTheKeyIsNot01"],
    },
  },
  {
    id: "tomtom-api-key",
    title: "TomTom or MapTiler key",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Call the map services at your cost.",
    remedy: "Delete it at developer.tomtom.com/user/me/apps or cloud.maptiler.com/account/keys.",
    keywords: ["tomtom", "maptiler"],
    pattern: assigned(keyOf(/tomtom|maptiler/), /[A-Za-z0-9]{32}|[A-Za-z0-9]{20}/),
    proofs: [
      { kind: "entropy", min: 3.3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://developer.tomtom.com/knowledgebase/platform/articles/how-to-get-an-tomtom-api-key/",
    ],
    examples: {
      found: ["TOMTOM_API_KEY=«MlXOkMY6vQYKRBCJpB9JFzjksadMpyOZ»"],
      ignored: ["tomtom_key = style"],
    },
  },
  {
    id: "arcgis-api-key",
    title: "ArcGIS API key or token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Call the location services at your cost, and read the items that the key may.",
    remedy: "Delete it at location.arcgis.com under Developer credentials.",
    keywords: ["aapk", "aapt"],
    pattern: token(/AAP[KT][A-Za-z0-9_.-]{70,400}/),
    proofs: [
      { kind: "entropy", min: 4.3 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: [
      "https://developers.arcgis.com/documentation/security-and-authentication/api-key-authentication/",
    ],
    examples: {
      found: [
        "ARCGIS_API_KEY=«AAPKhO1flqH4kj72jcM5ipMOcgvjvtKngtKWDkug9LoK2pSDgEU6cc0UaF5svCTSVvwthXnf6iBSzmH7RYeM_wWr8PWJZCPmalSM»",
      ],
      ignored: ["AAPK"],
    },
  },
  {
    id: "locationiq-token",
    title: "LocationIQ token",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Call the map services within your quota.",
    remedy: "Delete it at my.locationiq.com/dashboard.",
    keywords: ["pk."],
    pattern: token(/pk\.[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.locationiq.com/docs/authentication"],
    examples: {
      found: ["LOCATIONIQ_KEY=«pk.2079aff71ae9068cc8ecaacd877ecefa»"],
      ignored: ["pk.field_name"],
    },
  },
  {
    id: "openweather-api-key",
    title: "OpenWeather API key",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Call the API within your quota.",
    remedy: "Delete it at home.openweathermap.org/api_keys.",
    keywords: ["openweather", "owm", "appid"],
    pattern: assigned(
      /(?:open_?weather(?:_?map)?[\w .-]{0,24}?(?:key|token|id)|(?<![A-Za-z])owm[-_](?:api[-_]?)?key|openweathermap\.org[^\s"']{0,120}[?&]appid)/,
      /[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://openweathermap.org/appid"],
    examples: {
      found: [
        "OPENWEATHER_API_KEY=«38f418341c0bef6926c9132a3c6908b1»",
        "https://api.openweathermap.org/data/2.5/weather?q=Oslo&appid=«855c4c7bd4324c2e8825c88624486650»",
      ],
      ignored: ["openweather_city = d9fc34d754bba27cd74f0349b65a932c"],
    },
  },
  {
    id: "weather-api-key",
    title: "Key of a weather service",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Call the API of WeatherAPI, Weatherstack, Visual Crossing, Tomorrow.io or Meteomatics within your quota.",
    remedy: "Reset it on the account page of that service.",
    keywords: [
      "weatherapi",
      "weather_api",
      "weatherstack",
      "visualcrossing",
      "visual_crossing",
      "tomorrow",
    ],
    pattern: assigned(
      /(?:weather_?api|weather_?stack|weather_?bit|visual_?crossing|tomorrow_?io)[-_](?:\w{1,12}[-_])?key/,
      /[0-9a-f]{31,32}|[A-Z0-9]{25}|[A-Za-z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://www.weatherapi.com/docs/"],
    examples: {
      found: [
        "WEATHERAPI_KEY=«74080a21ad9cbf3e1c957b3b4c57b85»",
        "VISUAL_CROSSING_API_KEY=«5ILU0GZTNQ96OMAXTPFO2HCVB»",
      ],
      ignored: ["WEATHERAPI_KEY=key"],
    },
  },
  {
    id: "address-api-key",
    title: "Key of an IP or address service",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Call the API of ipinfo, ipstack, OpenCage, IPGeolocation or Geocodio within your quota.",
    remedy: "Reset it on the account page of that service.",
    keywords: ["ipinfo", "ipstack", "opencage", "ipgeolocation", "geocodio", "ipdata"],
    pattern: assigned(
      keyOf(/ip_?info|ip_?stack|open_?cage(?:_?data)?|ip_?geolocation|ip_?data/),
      /[0-9a-f]{14}|[0-9a-f]{32}|[0-9a-f]{56}/,
    ),
    proofs: [{ kind: "entropy", min: 2.5 }, { kind: "not-placeholder" }],
    references: ["https://opencagedata.com/api"],
    examples: {
      found: [
        "IPINFO_TOKEN=«7a9555277453a2»",
        'OPENCAGE_API_KEY="«600bd935a66ac8027b4cc6f353fdb06d»"',
      ],
      ignored: ["ipinfo_token = None"],
    },
  },
  {
    id: "maxmind-license-key",
    title: "MaxMind licence key",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Download the databases at your cost.",
    remedy: "Revoke it at maxmind.com/en/accounts/current/license-key.",
    keywords: ["_mmk"],
    pattern: token(/[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk/),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://dev.maxmind.com/license-key-format/"],
    examples: {
      found: ["MAXMIND_LICENSE_KEY=«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»"],
      ignored: ["LICENSE_mmk"],
    },
  },
  {
    id: "newsapi-key",
    title: "Key of a news service",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Call the API of NewsAPI, New York Times, GNews, Mediastack or Currents within your quota.",
    remedy: "Reset it on the account page of that service.",
    keywords: ["newsapi", "news_api", "nytimes", "nyt_", "gnews", "mediastack"],
    pattern: assigned(
      /(?:news_?api|ny_?times|(?<![A-Za-z])nyt|gnews|mediastack)[-_](?:\w{1,12}[-_])?(?:key|token|secret)/,
      /[0-9a-f]{32}|[A-Za-z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://newsapi.org/docs/authentication"],
    examples: {
      found: ["NEWS_API_KEY=«b831650c7a556c80e220b5350fa05a15»"],
      ignored: ["NEWS_API_KEY=your-key"],
    },
  },
];
