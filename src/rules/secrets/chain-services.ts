import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";

/** What opens a service that reads and writes a blockchain. */
const service = {
  class: "secret",
  severity: "medium",
  harm: "Use the service at the owner's cost, up to its limits.",
} as const;

export const chainServices: readonly Rule[] = [
  {
    ...service,
    id: "infura-key",
    title: "Infura key",
    confidence: "high",
    remedy: "Delete it at developer.metamask.io.",
    keywords: ["infura"],
    pattern:
      /(?:infura\.io\/(?:ws\/)?v3\/|infura[\w .-]{0,24}?(?:key|secret|token|id)["'\]]{0,3}[ \t]{0,4}(?:[:=,(]|=>|[ \t])[ \t]{0,4}["'`]?)(?<value>[0-9a-f]{32}|(?<=secret["'\]]{0,3}[ \t]{0,4}[:=,(][ \t]{0,4}["'`]?)[A-Za-z0-9+/]{40,60}={0,2})(?![A-Za-z0-9])/i,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    references: ["https://docs.metamask.io/services/how-to/secure-an-api/"],
    examples: {
      found: [
        "https://mainnet.infura.io/v3/«48333f7cba18aee5844a7297a0c1526a»",
        'INFURA_API_KEY="«79bd2ab7d8e751159596e3f5390e8cb4»"',
        "infura_key: «4e29ff925b7d338d0d29e1a008760ab3»",
      ],
      ignored: [
        "https://mainnet.infura.io/v3/${INFURA_KEY}",
        "https://mainnet.infura.io/v3/YOUR-API-KEY",
      ],
    },
  },
  {
    ...service,
    id: "alchemy-key",
    title: "Alchemy key",
    confidence: "high",
    remedy: "Rotate it at dashboard.alchemy.com on the app's page.",
    keywords: ["alchemy", "alcht_"],
    pattern:
      /(?:alchemy(?:api)?\.(?:com|io)\/(?:v2|nft\/v[23])\/|alchemy[\w .-]{0,24}?(?:key|token)["'\]]{0,3}[ \t]{0,4}(?:[:=,(]|=>)[ \t]{0,4}["'`]?)(?<value>alcht_[A-Za-z0-9]{30}|[A-Za-z0-9_-]{21}|[A-Za-z0-9_-]{32})(?![A-Za-z0-9_-])/i,
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.alchemy.com/docs/create-an-api-key"],
    examples: {
      found: [
        "https://eth-mainnet.g.alchemy.com/v2/«4wSHwbzrPlXcrNMOjfnkLIcirKxoiuZa»",
        'alchemy_key="«jWE32oX1y_wJv4tHy7ZA4WwwfTomDphb»"',
        "ALCHEMY_API_KEY=«67orXpllfLpQhDzX2DE6T»",
      ],
      ignored: [
        "https://eth-mainnet.g.alchemy.com/v2/your-api-key",
        "https://eth-mainnet.alchemyapi.io/v2/demo",
      ],
    },
  },
  {
    ...service,
    id: "chain-node-url",
    title: "Key in the URL of a blockchain node",
    confidence: "high",
    remedy: "Delete the endpoint or rotate its key on the provider's page.",
    keywords: [
      "quiknode.pro",
      "rpc.ankr.com",
      "helius",
      "drpc.org",
      "getblock.io",
      "nodereal.io",
      "blastapi.io",
      "chainstack",
      "quicknode",
    ],
    pattern:
      /(?:\.quiknode\.pro\/|rpc\.ankr\.com\/(?:multichain|premium-http|[a-z0-9_-]{2,24})\/|helius(?:-rpc)?\.(?:com|xyz|dev)\/(?:[\w/.-]{0,60})\?api-key=|(?:lb\.)?drpc\.org\/(?:ogrpc\?network=[\w-]{2,24}&dkey=|[\w-]{2,24}\/)|getblock\.io\/(?:[a-z0-9]{2,12}\/)?|nodereal\.io\/v1\/|blastapi\.io\/|core\.chainstack\.com\/|rpc\.tenderly\.co\/(?:fork\/)?|gateway\.tenderly\.co\/)(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Za-z0-9_-]{32,64})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: [
      "https://www.quicknode.com/guides/quicknode-products/endpoint-security/a-complete-guide-to-endpoint-security",
      "https://www.helius.dev/docs",
    ],
    examples: {
      found: [
        "https://quick-otter-wave.solana-mainnet.quiknode.pro/«5fe2272957d095b862517ea246996bb46aeeb499»/",
        "https://rpc.ankr.com/eth/«15b42451e7f5200a401b24092991d3894745726314bc8e21c5d18d76926414a4»",
        "https://mainnet.helius-rpc.com/?api-key=«f3943d02-8f04-45c4-ac4d-cf2eee5d69c7»",
      ],
      ignored: ["https://x.quiknode.pro/<token>/", "https://rpc.ankr.com/eth"],
    },
  },
  {
    ...service,
    id: "chain-explorer-key",
    title: "Key of Etherscan or one of its kin",
    confidence: "medium",
    remedy: "Delete it at etherscan.io/myapikey, or on the same page of its kin.",
    keywords: [
      "etherscan",
      "bscscan",
      "polygonscan",
      "arbiscan",
      "snowtrace",
      "ftmscan",
      "basescan",
      "scan_api",
      "celoscan",
    ],
    pattern: assigned(
      /(?:ether|bsc|polygon|arbi|ftm|base|optimistic\w{0,8}|celo|snow|linea|blast|scroll|moon|gnosis|crono)(?:scan|trace)[\w .-]{0,24}?(?:key|token|secret)[\w-]{0,12}/,
      /[A-Z0-9]{34}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
    ],
    references: ["https://docs.etherscan.io/getting-an-api-key"],
    examples: {
      found: [
        "ETHERSCAN_API_KEY=«UKDDON4E5D7MIAEIWA8QJIXJAYD0GAMUA7»",
        'bscscan: { apiKey: process.env.K }, bscscan_key = "«9UG2BLSH3QYZ3Q41RSYJ79A22Y1VKH86VN»"',
      ],
      ignored: ["ETHERSCAN_API_KEY=$KEY"],
    },
  },
  {
    ...service,
    id: "chain-data-key",
    title: "Key of a blockchain data service",
    confidence: "high",
    remedy: "Delete it on the service's page for API keys.",
    keywords: ["cg-", "cqt_", "ckey_", "zpka_", "blockfrost", "project_id", "t-"],
    pattern:
      /(?:(?<![A-Za-z0-9_-])(?=CG-|cqt_|ckey_|zpka_)|(?:tatum|x-api-key)[\w .-]{0,24}["'\]]{0,3}[ \t]{0,4}[:=][ \t]{0,4}["']?(?=t-)|(?:blockfrost|project_id)[\w .-]{0,24}["'\]]{0,3}[ \t]{0,4}[:=][ \t]{0,4}["']?(?=mainnet|preprod|preview|testnet|ipfs))(?<value>CG-[A-Za-z0-9]{24}|cqt_[A-Za-z0-9]{28,32}|ckey_[0-9a-f]{27}|zpka_[0-9a-f]{32}_[0-9a-f]{8}|t-[0-9a-f]{24}-[0-9a-f]{24}|(?:mainnet|preprod|preview|testnet|ipfs)[A-Za-z0-9]{32})(?![A-Za-z0-9_-])/i,
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: [
      "https://docs.coingecko.com/reference/authentication",
      "https://docs.blockfrost.io/",
      "https://goldrush.dev/docs",
    ],
    examples: {
      found: [
        "x-cg-demo-api-key: «CG-ecMyol9Rs6iLGl8uIHi3LGAW»",
        "COVALENT_API_KEY=«cqt_rQJU4NkhpNb1Nnw6z08rwXf3LDdI»",
        "TATUM_API_KEY=«t-e8f252ccee096699242cf963-1b390bd942bafb990bd70753»",
        "BLOCKFROST_PROJECT_ID=«mainneta6uCvFRcqYivBFJn66UyVb7F90yUtbgg»",
      ],
      ignored: ["CG-SENS500", "cqt_key", "mainnetabcdefghijklmnopqrstuvwxyzabcdef"],
    },
  },
  {
    ...service,
    id: "chain-service-key",
    title: "Key of a blockchain service",
    confidence: "medium",
    remedy: "Delete it on the service's page for API keys.",
    keywords: [
      "moralis",
      "coinmarketcap",
      "cmc_",
      "opensea",
      "tenderly",
      "thirdweb",
      "dune",
      "covalent",
      "nftport",
      "cryptocompare",
      "bitquery",
      "chainalysis",
      "defender",
    ],
    pattern: assigned(
      keyOf(
        /moralis|coinmarketcap|(?<![a-z])cmc(?:_pro)?|opensea|tenderly|thirdweb|(?<![a-z])dune|nftport|cryptocompare|bitquery|chainalysis|blocknative|simplehash|zapper|debank|birdeye|1inch|oneinch/,
      ),
      /(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Za-z0-9_-]{32}|[A-Za-z0-9_-]{64,88})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://docs.moralis.com/",
      "https://coinmarketcap.com/api/documentation/v1/#section/Authentication",
      "https://docs.dune.com/api-reference/overview/authentication",
    ],
    examples: {
      found: [
        "MORALIS_API_KEY=«fKhnvwetjjq0oLsduOryiYJhPuGBO4UKfDwHOnqF730jBKDMjQnRjubOLpXNDW3P»",
        "X-CMC_PRO_API_KEY: «cd131250-cfa8-4dea-a1ef-55b197a675e6»",
        "DUNE_API_KEY=«x0w3z8OUNEjXacP9fUw3SyiXCbwT4JT2»",
      ],
      ignored: ["OPENSEA_API_KEY=your-opensea-api-key", "dune_key_prefix_of_the_experiment_2"],
    },
  },
  {
    ...service,
    id: "exchange-api-key",
    title: "API secret of an exchange",
    severity: "critical",
    confidence: "medium",
    harm: "Trade with, and if it is let withdraw, the account's funds.",
    remedy: "Delete it on the exchange's page for API keys.",
    keywords: [
      "kucoin",
      "bybit",
      "gate",
      "huobi",
      "htx",
      "bitget",
      "mexc",
      "bitstamp",
      "gemini",
      "bitmex",
      "deribit",
      "poloniex",
      "bittrex",
      "crypto.com",
      "polymarket",
      "ftx",
      "upbit",
    ],
    pattern: assigned(
      /(?<![a-z])(?:kucoin|okex|gate_?io|huobi|htx|bitget|mexc|bitstamp|bitmex|deribit|poloniex|bittrex|upbit|bithumb|bitvavo|coinex|phemex|bitmart|whitebit|woo_?x|hyperliquid|dydx|polymarket|poly|blockchain\.com|luno|coinspot|btcmarkets|zerodha|ibkr)[\w .-]{0,24}?(?:secret|api[-_ ]?key|passphrase|private[-_ ]?key)[\w-]{0,12}/,
      /(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?:0x)?[A-Za-z0-9+/_-]{24,88}={0,2})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://www.kucoin.com/docs-new/authentication",
      "https://bybit-exchange.github.io/docs/v5/guide",
    ],
    examples: {
      found: [
        "KUCOIN_API_SECRET=«8da6bf1b-bfbb-458d-ae0b-f1f3a02e509c»",
        'bitget_secret = "«9e379d2608c0f1d716b392c9ce8496e40317d8d5bdf2c1f07de48327239194a0»"',
      ],
      ignored: ["kucoin_secret: ${KUCOIN_SECRET}", "BITMEX_API_KEY_NAME=reader"],
    },
  },
  {
    ...service,
    id: "coinbase-api-key",
    title: "Coinbase API key",
    severity: "critical",
    confidence: "high",
    harm: "With its private key beside it: trade with, and if it is let transfer, the account's funds.",
    remedy: "Delete it at portal.cdp.coinbase.com under API keys.",
    keywords: ["/apikeys/"],
    pattern:
      /(?<value>organizations\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\/apiKeys\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    references: ["https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys"],
    examples: {
      found: [
        '{"name": "«organizations/2e1ab7c4-ddc1-4c32-a3fa-6abefcd3caec/apiKeys/ef87d490-f2d1-4e24-a61b-e9ccc274dacc»"}',
      ],
      ignored: ["organizations/{org_id}/apiKeys/{key_id}"],
    },
  },
];
