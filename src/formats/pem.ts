import type { Format } from "../core/format.ts";
import { armouredParts, startsArmour, unarmoured } from "./kit/armour.ts";
import { narrowHead } from "./kit/encoding.ts";
import { headLines, significant } from "./kit/head-lines.ts";
import { narrowText } from "./kit/narrow-text.ts";

/** What holds text besides keys. */
const telling = /^(?:(?:TRUSTED |X509 )?CERTIFICATE|OPENSSH PRIVATE KEY|PGP [A-Z ]+)$/;

/** A file with more certificates lists whom a machine trusts: public authorities, which tell nothing of anybody. */
const mostCertificates = 20;

/**
 * Keys and certificates in armour: base64 between `-----BEGIN …-----` and
 * `-----END …-----`. Looked at as it stands, and what is in the armour too.
 */
export const pem: Format = {
  id: "pem",
  title: "Armoured keys and certificates (PEM)",
  tier: "general",
  specification: "https://www.rfc-editor.org/rfc/rfc7468",
  lines: true,
  reads: `the text as it stands; certificates (up to ${mostCertificates}), OpenSSH and OpenPGP keys in it`,
  tested: "OpenSSL",

  mayBeText: true,
  matches: (probe) =>
    (narrowHead(probe.head)?.includes("-----BEGIN ") ?? false) &&
    startsArmour(significant(headLines(probe) ?? [], /^\s*(?:[#%]|Bag Attributes|\w)/)[0] ?? ""),

  async *regions(blob) {
    yield* narrowText(blob);
    const parts = [];
    for await (const part of armouredParts(blob)) {
      if (parts.length > mostCertificates) return;
      if (telling.test(part.label)) parts.push(part);
    }
    if (parts.length > mostCertificates) return;
    for (const [number, { label, span }] of parts.entries())
      yield {
        kind: "packed",
        name: `${label.toLowerCase().replaceAll(" ", "-")}-${number + 1}`,
        span,
        unpack: () => unarmoured(blob, span),
      };
  },
};
