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
      /(?:mnemonic|(?:seed|recovery|secret|wallet)[-_ ]?(?:recovery[-_ ]?)?(?:phrase|words))(?:[-_ ]?(?:phrase|words|key|\d))?["'`\]]{0,2}[ \t]{0,4}(?:[:=]|=>|,|\()[ \t]{0,4}\[?\\?["'`]?(?!test |abandon )(?<value>[a-z]{3,8}(?:(?: |["']?,[ ]?["']?)[a-z]{3,8}){11,23})(?=\\?["'`]|[ \t]{0,4}\r?$)/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "recovery-phrase" }],
    references: ["https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki"],
    examples: {
      found: [
        'MNEMONIC="«orbit velvet canyon puzzle lantern mango drift copper saddle wisdom glove echo»"',
        "seed phrase: «orbit velvet canyon puzzle copper saddle wisdom glove echo drift amazing mango»\n",
        'mnemonic = ["«orbit", "velvet", "canyon", "puzzle", "copper", "saddle", "wisdom", "glove", "echo", "drift", "amazing", "mango»"]',
      ],
      ignored: [
        'mnemonic: "test test test test test test test test test test test junk"',
        "mnemonic: a phrase that helps to remember an order of things, such as colours",
        "MNEMONIC=word1 word2 word3",
        "recovery words: they are shown once and then never again after you sign out here",
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
      { kind: "base58-sum", alphabet: "bitcoin" },
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
    proofs: [
      { kind: "entropy", min: 4.5 },
      { kind: "base58-sum", alphabet: "bitcoin" },
    ],
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
];
