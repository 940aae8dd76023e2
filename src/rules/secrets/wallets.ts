import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

/** What holds funds: whoever has it has them. */
const wallet = {
  class: "secret",
  severity: "critical",
  harm: "Move all that the wallet holds.",
  remedy: "Move the funds to a new wallet at once: the key cannot be revoked.",
} as const;

export const wallets: readonly Rule[] = [
  {
    ...wallet,
    id: "wallet-mnemonic",
    title: "Recovery phrase of a wallet",
    confidence: "medium",
    keywords: [
      "mnemonic",
      "seed phrase",
      "seed_phrase",
      "recovery phrase",
      "secret phrase",
      "seedphrase",
    ],
    pattern:
      /(?:mnemonic|(?:seed|recovery|secret|wallet)[-_ ]?(?:recovery[-_ ]?)?(?:phrase|words))(?:[-_ ]?(?:phrase|words|key|\d))?["'`\]]{0,2}[ \t]{0,4}(?:[:=]|=>|,|\()[ \t]{0,4}\\?["'`]?(?!test |abandon )(?<value>[a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8} [a-z]{3,8}(?:(?: [a-z]{3,8}){3}){0,4})(?=\\?["'`]|[ \t]{0,4}\r?$)/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki"],
    examples: {
      found: [
        'MNEMONIC="«orbit velvet canyon puzzle lantern mango drift copper saddle wisdom glove echo»"',
        "seed phrase: «orbit velvet canyon puzzle lantern mango drift copper saddle wisdom glove echo»\n",
      ],
      ignored: [
        'mnemonic: "test test test test test test test test test test test junk"',
        "mnemonic: a phrase that helps to remember an order of things, such as colours",
        "MNEMONIC=word1 word2 word3",
      ],
    },
  },
  {
    ...wallet,
    id: "bitcoin-private-key",
    title: "Bitcoin private key",
    confidence: "medium",
    keywords: ["wif", "privkey", "private_key", "privatekey", "bitcoin", "btc"],
    pattern: assigned(
      /(?:wif|priv(?:ate)?[-_ ]?key|(?:bitcoin|btc|litecoin|dogecoin)[\w .-]{0,24}?(?:key|secret)|importprivkey)[\w-]{0,12}/,
      /(?:5[HJK][1-9A-HJ-NP-Za-km-z]{49}|[KLTQ9c][1-9A-HJ-NP-Za-km-z]{51})/,
    ),
    proofs: [
      { kind: "entropy", min: 4.2 },
      { kind: "has", all: ["digit", "upper", "lower"] },
    ],
    references: ["https://developer.bitcoin.org/reference/rpc/importprivkey.html"],
    examples: {
      found: [
        "BTC_PRIVATE_KEY=«L2M4eVCQzxEikxYHHzNZhDcdtjubo2i6mbivHDH4aLSe8VzHKvpj»",
        'wif: "«5KvFB8mvkG1dFxEQeVU5uEsoYvUp7MxCo8w2QZtF5szcPccB4iG»"',
      ],
      ignored: ["privkey = KxIsNotLongEnough1"],
    },
  },
  {
    ...wallet,
    id: "extended-private-key",
    title: "Extended private key of a wallet",
    confidence: "high",
    harm: "Move all that every address made from it holds.",
    keywords: ["xprv", "yprv", "zprv", "tprv", "uprv", "vprv"],
    pattern: token(/[xyztuvYZUV]prv[1-9A-HJ-NP-Za-km-z]{107,108}/),
    proofs: [{ kind: "entropy", min: 4.5 }],
    references: ["https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki"],
    examples: {
      found: [
        "master: «xprvqLFvbPoHNJ4teyqj7oBBfXUFfc6a9LzksdAajWT8PmGUzCFTRAy7VEtK7SLjk8BVCdW4vgJ2QnAnJUyKwgxCNoCuxg4a1SnmM9gREWckLk8»",
      ],
      ignored: [
        "xprv9s21ZrQH143K",
        "xpubWGanZ76EELfgXRwzpfEtNvQpuHhahranLxfeW9KZk9n3MGVVzD1j6xnSGU59fsr5gWuxR2gv4rd4yWHPC2M53x8VvRWfv99w8gx3tYNa7NM",
      ],
    },
  },
  {
    ...wallet,
    id: "wallet-code-key",
    title: "Private key of a wallet in code",
    confidence: "high",
    keywords: [
      "wallet(",
      "from_key(",
      "privatekeytoaccount",
      "accounts:",
      "--private-key",
      "fromprivatekey",
      "cast wallet",
    ],
    pattern:
      /(?:Wallet\(|from_key\(|privateKeyToAccount\(|fromPrivateKey\(|privateKeyToAddress\(|PrivateKeySigner\(|accounts:[ \t]{0,3}\[|--private-keys?[ \t=]|cast[ \t]wallet[ \t]\w{2,10}[ \t]|signTransaction\([^\n"']{1,40},)[ \t]{0,3}["'`]?(?<value>0x[0-9a-f]{64}|(?<=["'`])[0-9a-f]{64})(?![0-9a-z])/i,
    proofs: [{ kind: "entropy", min: 3.2 }, { kind: "not-placeholder" }],
    references: ["https://docs.ethers.org/v6/api/wallet/", "https://getfoundry.sh/cast/overview"],
    examples: {
      found: [
        'new ethers.Wallet("«0x5cd31220fa809948581cfaaca203c3c28f8ded41fe65124d2606c4629bf0164f»", provider)',
        "forge create --private-key «0x073a72ee6eb6f3f1facab90c49c10bee06de6660d02b21c04e8f3bcbb0a0107f» src/A.sol:A",
        'accounts: ["«0x7c7283c7243449d38b3bd0f8219b4ca55b78daaedce87d5a919ca341de3b56b1»"]',
      ],
      ignored: [
        "new ethers.Wallet(process.env.KEY)",
        'accounts: ["0x0000000000000000000000000000000000000000000000000000000000000001"]',
      ],
    },
  },
  {
    ...wallet,
    id: "ethereum-keystore",
    title: "Ethereum key file",
    severity: "high",
    confidence: "high",
    harm: "Move all that the account holds, once the file's password was guessed.",
    remedy: "Move the funds to a new account, and keep its file out of what is published.",
    keywords: ["ciphertext", "aes-128-ctr"],
    pattern:
      /"ciphertext"\s{0,4}:\s{0,4}"(?<value>[0-9a-f]{64,1200})"(?=[^]{0,400}?"(?:kdf|cipher)"\s{0,4}:\s{0,4}"(?:scrypt|pbkdf2|aes-128-c))/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    references: [
      "https://ethereum.org/en/developers/docs/data-structures-and-encoding/web3-secret-storage/",
    ],
    examples: {
      found: [
        '{"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"00eb4351a88e0200f9bdf9d66ddb4b95"},"ciphertext":"«e0d54ea1e0a573511a55f7879885cfc1478c5ba54523ea9d4b76bb1454726791»","kdf":"scrypt"}}',
      ],
      ignored: [
        '{"ciphertext":"a9ad2f724f2dc83f346381489c587694aa370765147d52c9216cae1875371909","alg":"x"}',
      ],
    },
  },
  {
    ...wallet,
    id: "solana-keypair",
    title: "Solana key pair",
    confidence: "high",
    keywords: ["uint8array", "secret", "keypair", "private"],
    pattern:
      /(?:Uint8Array(?:\.from)?\(\[?|(?:secret|private|keypair|payer|wallet|authority)[\w .-]{0,16}?["'\]]{0,3}\s{0,3}[:=(,]\s{0,3}["']?\[?)(?<=\[)\s{0,4}(?<value>(?:\d{1,3},\s{0,8}){63}\d{1,3})\s{0,4}\]/i,
    lines: "many",
    references: ["https://solana.com/developers/cookbook/wallets/restore-keypair"],
    examples: {
      found: [
        "SOLANA_SECRET=[«130, 183, 14, 238, 127, 26, 80, 57, 190, 240, 126, 194, 52, 127, 6, 110, 208, 143, 93, 199, 81, 36, 71, 227, 64, 67, 0, 2, 107, 110, 84, 85, 148, 160, 101, 104, 93, 100, 196, 152, 11, 184, 212, 84, 74, 135, 33, 169, 154, 1, 173, 33, 158, 181, 156, 246, 161, 94, 246, 241, 90, 29, 131, 11»]",
        "Keypair.fromSecretKey(Uint8Array.from([«130,183,14,238,127,26,80,57,190,240,126,194,52,127,6,110,208,143,93,199,81,36,71,227,64,67,0,2,107,110,84,85,148,160,101,104,93,100,196,152,11,184,212,84,74,135,33,169,154,1,173,33,158,181,156,246,161,94,246,241,90,29,131,11»]))",
      ],
      ignored: ["Uint8Array.from([1, 2, 3])", "secret = [1,2,3]"],
    },
  },
  {
    ...wallet,
    id: "solana-private-key",
    title: "Solana private key",
    confidence: "medium",
    keywords: ["solana", "phantom", "sol_private", "private_key", "secret_key", "privatekey"],
    pattern: assigned(
      /(?:solana|phantom|sol|wallet|payer|private|secret)[\w .-]{0,24}?(?:key|secret)(?:pair)?[\w-]{0,12}|bs58\.decode/,
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
    title: "Private key of a wallet (NEAR, Sui, Aptos, Tezos, Cardano, Nostr)",
    confidence: "high",
    keywords: [
      "ed25519:",
      "suiprivkey1",
      "ed25519-priv-0x",
      "secp256k1-priv-0x",
      "edsk",
      "_sk1",
      "nsec1",
      "spsk",
      "p2sk",
    ],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>(?:ed25519|secp256k1):[1-9A-HJ-NP-Za-km-z]{84,90}|suiprivkey1[02-9ac-hj-np-z]{59}|(?:ed25519|secp256k1)-priv-0x[0-9a-f]{64}|(?:edsk|spsk|p2sk)(?:[1-9A-HJ-NP-Za-km-z]{94}|[1-9A-HJ-NP-Za-km-z]{50})|(?:ed25519e?|addr|stake|root|acct|cc_cold|pool|vrf|kes)_x?sk1[02-9ac-hj-np-z]{58,260}|nsec1[02-9ac-hj-np-z]{58})(?![A-Za-z0-9])/,
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: [
      "https://docs.near.org/protocol/access-keys",
      "https://docs.sui.io/references/cli/keytool",
      "https://github.com/nostr-protocol/nips/blob/master/19.md",
    ],
    examples: {
      found: [
        '"private_key":"«ed25519:xJefX7Axk6L19BzrFKe8Eh7rJ3UeJ4XS1jJXqG869HgEUA8nTKxNGjG8iBgXNjciYBYTDkrHGnFuobi3orkp2Vzt»"',
        "«suiprivkey1m62w84sw3frzqky7sh80q8hp7ltktejre6ncqkcfgyd80v5ggrqrtw93ml7»",
        "NOSTR_KEY=«nsec1xxkjksc6hft8rvjrynrx9asrlnqzvygpvchxv72u9amwnfx3q47m8uqnue»",
        "«edskvwABchtyvQ4Bs5ov7oM4Xyc2J5qG2KZ5iLtBQinhnDmhZvTKY7»",
      ],
      ignored: [
        "public key ed25519:fXbvwfh7yJWZJ8psHQfoefDHj9RgC3FMPtQ7EA6wfsfE",
        "npub1cdudstf8skedz55az5h3wuqd8fegsupkkzfeqehrnlduqywtcmk28ptp8x",
      ],
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
    proofs: [{ kind: "has", all: ["digit", "upper", "lower"] }, { kind: "not-words" }],
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
