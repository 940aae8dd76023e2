import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { derElement, type DerText, derTexts, oidName } from "./kit/der.ts";

const sequence = 0x30;
const integer = 0x02;
const identifier = 0x06;
const version = 0xa0;

/** Whether DER starts as a certificate does: in the second sequence a version, a number, an algorithm. */
function isCertificate(head: Uint8Array): boolean {
  const whole = derElement(head, 0, Infinity);
  const body = whole?.tag === sequence ? derElement(head, whole.start, whole.end) : undefined;
  if (body?.tag !== sequence) return false;
  let next = derElement(head, body.start, body.end);
  if (next?.tag === version) next = derElement(head, next.end, body.end);
  if (next?.tag !== integer || next.end - next.start > 32) return false;
  const algorithm = derElement(head, next.end, body.end);
  return algorithm?.tag === sequence && head[algorithm.start] === identifier;
}

/**
 * A certificate: who issued it, whom or which hosts it names, and where it can
 * be checked. Keys and signatures hold no text.
 */
export const x509: Format = {
  id: "x509",
  title: "X.509 certificate",
  tier: "specific",
  specification: "https://www.rfc-editor.org/rfc/rfc5280",
  reads: "subject, issuer, other names and addresses; trailer swept",
  tested: "OpenSSL",

  matches: ({ head }) => isCertificate(head),

  async *regions(blob) {
    const { texts, end } = await derTexts(blob, "x509");
    const hasVersion = (await blob.read(span(0, Math.min(blob.size, 16)))).includes(version);
    for (const text of texts) yield textRegion(text, hasVersion);
    if (end < blob.size)
      yield { kind: "dead", what: "after the certificate", span: span(end, blob.size) };
  },

  fixed: () => "certificates are signed",
};

/** In the body come version, number, algorithm, issuer, validity, subject (RFC 5280 §4.1). */
function textRegion({ start, bytes, coding, oid, path }: DerText, hasVersion: boolean): Region {
  const place = (path[1] ?? 0) - Number(hasVersion);
  const part = path[0] !== 0 ? "" : place === 2 ? "issuer." : place === 4 ? "subject." : "";
  return value(part + oidName(oid), span(start, start + bytes.length), coding, bytes);
}
