import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

/** What holds funds: whoever has it has them. */
const wallet = {
  class: "secret",
  severity: "critical",
  harm: "Move all that the wallet holds.",
  remedy: "Move the funds to a new wallet at once: the key cannot be revoked.",
} as const;

export const chainKeys: readonly Rule[] = [
  {
    ...wallet,
    id: "solana-keypair",
    title: "Solana key pair",
    confidence: "high",
    keywords: ["fromsecretkey", "secret", "keypair", "private", "payer", "wallet", "authority"],
    pattern:
      /(?:fromSecretKey\(\s{0,4}(?:new )?Uint8Array(?:\.from)?\(\[?|(?:secret|private|keypair|payer|wallet|authority)[\w .-]{0,16}?["'\]]{0,3}\s{0,3}[:=(,]\s{0,3}["']?\[?)(?<=\[)\s{0,4}(?<value>(?:\d{1,3},\s{0,8}){63}\d{1,3})\s{0,4}\]/i,
    lines: "many",
    references: ["https://solana.com/developers/cookbook/wallets/restore-keypair"],
    examples: {
      found: [
        "SOLANA_SECRET=[«130, 183, 14, 238, 127, 26, 80, 57, 190, 240, 126, 194, 52, 127, 6, 110, 208, 143, 93, 199, 81, 36, 71, 227, 64, 67, 0, 2, 107, 110, 84, 85, 148, 160, 101, 104, 93, 100, 196, 152, 11, 184, 212, 84, 74, 135, 33, 169, 154, 1, 173, 33, 158, 181, 156, 246, 161, 94, 246, 241, 90, 29, 131, 11»]",
        "Keypair.fromSecretKey(Uint8Array.from([«130,183,14,238,127,26,80,57,190,240,126,194,52,127,6,110,208,143,93,199,81,36,71,227,64,67,0,2,107,110,84,85,148,160,101,104,93,100,196,152,11,184,212,84,74,135,33,169,154,1,173,33,158,181,156,246,161,94,246,241,90,29,131,11»]))",
      ],
      ignored: [
        "Uint8Array.from([1, 2, 3])",
        "secret = [1,2,3]",
        `new Uint8Array([${Array.from({ length: 64 }, (_, at) => at).join(",")}])`,
      ],
    },
  },
  {
    ...wallet,
    id: "solana-private-key",
    title: "Solana private key",
    confidence: "medium",
    keywords: ["solana", "phantom", "sol_private", "private_key", "secret_key", "privatekey"],
    pattern: assigned(
      /(?:solana|phantom|(?<![A-Za-z])sol[-_.]|wallet|payer|private|secret)[\w .-]{0,24}?(?:key|secret)(?:pair)?[\w-]{0,12}|bs58\.decode/,
      /[1-9A-HJ-NP-Za-km-z]{87,88}/,
    ),
    proofs: [
      { kind: "entropy", min: 4.8 },
      { kind: "has", all: ["digit", "upper", "lower"] },
    ],
    references: ["https://solana.com/developers/cookbook/wallets/restore-keypair"],
    examples: {
      found: [
        "SOLANA_PRIVATE_KEY=«XTNCkwvMy42u8RBeKCYbweVYiQGBxePjXMDos1oCRLjRU2PeW477xWzzdchTBGHGXPUCh258RSyzvEzR1BmkDb9e»",
        'bs58.decode("«ePWiYR4Cau3QDhxe7AgRovyzmfr7vkfYPviHQaRx2KZBPGzfsdA8QbDkrps6yUyFT32RZFHV2vABR6qqB2vABF7K»")',
      ],
      ignored: ["SOLANA_PRIVATE_KEY=your_key"],
    },
  },
  {
    ...wallet,
    id: "chain-private-key",
    title: "Private key of a wallet (NEAR, Aptos)",
    confidence: "high",
    keywords: ["ed25519:", "secp256k1:", "ed25519-priv-0x", "secp256k1-priv-0x"],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>(?:ed25519|secp256k1):[1-9A-HJ-NP-Za-km-z]{84,90}|(?:ed25519|secp256k1)-priv-0x[0-9a-f]{64})(?![A-Za-z0-9])/,
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://docs.near.org/protocol/access-keys", "https://aptos.dev/build/sdks"],
    examples: {
      found: [
        '"private_key":"«ed25519:xJefX7Axk6L19BzrFKe8Eh7rJ3UeJ4XS1jJXqG869HgEUA8nTKxNGjG8iBgXNjciYBYTDkrHGnFuobi3orkp2Vzt»"',
      ],
      ignored: ["public key ed25519:fXbvwfh7yJWZJ8psHQfoefDHj9RgC3FMPtQ7EA6wfsfE"],
    },
  },
  {
    ...wallet,
    id: "tezos-private-key",
    title: "Tezos private key",
    confidence: "high",
    keywords: ["edsk", "spsk", "p2sk"],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>(?:edsk|spsk|p2sk)(?:[1-9A-HJ-NP-Za-km-z]{94}|[1-9A-HJ-NP-Za-km-z]{50}))(?![A-Za-z0-9])/,
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "base58-sum", alphabet: "bitcoin" },
    ],
    references: ["https://docs.tezos.com/architecture/accounts"],
    examples: {
      found: ["«edskvwABchtyvQ4Bs5ov7oM4Xyc2J5qG2KZ5iLtBQinhnDmhZvTKY7»"],
      ignored: ["edpkvwABchtyvQ4Bs5ov7oM4Xyc2J5qG2KZ5iLtBQinhnDmhZvTKY7"],
    },
  },
  {
    ...wallet,
    id: "bech32-private-key",
    title: "Private key of a wallet (Sui, Cardano, Nostr)",
    confidence: "high",
    keywords: ["suiprivkey1", "_sk1", "_xsk1", "nsec1"],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>suiprivkey1[02-9ac-hj-np-z]{59}|(?:ed25519e?|addr|stake|root|acct|cc_cold|pool|vrf|kes)_x?sk1[02-9ac-hj-np-z]{58,260}|nsec1[02-9ac-hj-np-z]{58})(?![A-Za-z0-9])/,
    proofs: [{ kind: "entropy", min: 3.8 }, { kind: "bech32-sum" }],
    references: [
      "https://docs.sui.io/references/cli/keytool",
      "https://github.com/nostr-protocol/nips/blob/master/19.md",
      "https://cips.cardano.org/cip/CIP-0005",
    ],
    examples: {
      found: [
        "«suiprivkey1m62w84sw3frzqky7sh80q8hp7ltktejre6ncqkcfgyd80v5ggrqrtw93ml7»",
        "NOSTR_KEY=«nsec1xxkjksc6hft8rvjrynrx9asrlnqzvygpvchxv72u9amwnfx3q47m8uqnue»",
      ],
      ignored: ["npub1cdudstf8skedz55az5h3wuqd8fegsupkkzfeqehrnlduqywtcmk28ptp8x"],
    },
  },
  {
    ...wallet,
    id: "stellar-secret-seed",
    title: "Secret seed of a Stellar account",
    confidence: "medium",
    keywords: ["stellar", "secret", "seed"],
    pattern: assigned(
      /(?:(?:stellar|xlm|soroban)[\w .-]{0,24}?(?:secret|seed|key)|fromSecret|secret(?:[-_ ]?(?:seed|key))?)[\w-]{0,8}/,
      /S[A-D][A-Z2-7]{54}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.6 },
      { kind: "has", all: ["digit", "upper"] },
      { kind: "not-words" },
      { kind: "strkey-sum" },
    ],
    references: [
      "https://developers.stellar.org/docs/learn/fundamentals/stellar-data-structures/accounts",
    ],
    examples: {
      found: [
        "STELLAR_SECRET=«SBP7XLRE2YX3Y6C2VOZNLKPXNHESWVJDNOIEFOTZ7UHZCUA3VEKVZUE6»",
        'Keypair.fromSecret("«SCDVE6FH2GR4QIR3QBY5OJUOQFORVZMIYAOQ4D5TXP4I52LEQOIZSDAH»")',
      ],
      ignored: ["secret = someSecretForThisAccountKey"],
    },
  },
  {
    ...wallet,
    id: "xrp-seed",
    title: "Seed of an XRP account",
    confidence: "medium",
    keywords: ["xrp", "ripple", "fromseed"],
    pattern: assigned(
      /(?:(?:xrp|ripple)[\w .-]{0,24}?(?:secret|seed)|fromSeed)[\w-]{0,8}/,
      /s(?:Ed)?[1-9A-HJ-NP-Za-km-z]{28}/,
    ),
    proofs: [
      { kind: "has", all: ["digit", "upper", "lower"] },
      { kind: "not-words" },
      { kind: "base58-sum", alphabet: "xrp" },
    ],
    references: ["https://xrpl.org/docs/concepts/accounts/cryptographic-keys"],
    examples: {
      found: [
        "XRPL_SEED=«swvBYm9xdvA7dQ17KGifNosF6NedA»",
        'Wallet.fromSeed("«sEdYt5pZsWWGbDPtF81p4jVhmyYb1Zv»")',
      ],
      ignored: ["XRPL_SEED=sYourSeedGoesHere"],
    },
  },
  {
    ...wallet,
    id: "lightning-macaroon",
    title: "Macaroon of a Lightning node",
    confidence: "high",
    harm: "Spend the node's funds, if it is the admin's.",
    remedy: "Delete it with `lncli deletemacaroonid`, or remove macaroons.db and make new ones.",
    keywords: ["0201036c6e64", "agedbg5k"],
    pattern:
      /(?<![A-Za-z0-9])(?<value>0201036c6e64[0-9a-f]{100,1200}|AgEDbG5k[A-Za-z0-9+/_-]{80,800}={0,2})(?![A-Za-z0-9])/i,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.lightning.engineering/the-lightning-network/l402/macaroons"],
    examples: {
      found: [
        "LND_MACAROON=«0201036c6e6479b914712e71a77fb52fba1c7c24b151e2169baccd52d591a13d5956bd4a338da69c701176fa620def641dd54d4c412810fd5b78007da7dfaced1ac6c588f224181e620ae0f6d1a7ba85438016179db8df5302afbd58f457281e3d10dbf3886387192940»",
        "Grpc-Metadata-macaroon: «AgEDbG5kY74Y7X9usUBSkhb2GMSHoxPBObr3GFC9BN5dDkUjnd4bY-LmOqHb9GIpP2QF98pK3bEwUl3VZLDvZxpMP_vglVIbOARwd7pi4dPaMYBE97jlccnz5PgV6GhYuO6_MksvghlUtEUpQ-NIPycZQUv6rVfwKBsRFwL2Z8oJkCcEb8MOJrg9jCkXTd4vl4-5yvEHkeaIBsCx»",
      ],
      ignored: ["0201036c6e64"],
    },
  },
];
