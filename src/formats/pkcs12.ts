import type { Format } from "../core/format.ts";
import { value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { derTexts, oidName } from "./kit/der.ts";

/** Version 3, and the identifier of PKCS #7 in the sequence that follows (RFC 7292 §4); lengths vary. */
const start =
  /^\x30(?:[\x01-\x7f]|\x80|\x81.|\x82..|\x83...)\x02\x01\x03\x30(?:[\x01-\x7f]|\x80|\x81.|\x82..|\x83...)\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07/s;

/** A key store with private keys and certificates, encrypted with a password. Names of keys are not. */
export const pkcs12: Format = {
  id: "pkcs12",
  title: "PKCS #12 key store",
  tier: "specific",
  specification: "https://www.rfc-editor.org/rfc/rfc7292",
  reads: "names of keys; the keys are encrypted",
  tested: "specification",

  // Not by TextDecoder: its Latin-1 is the code page of Windows.
  matches: ({ head }) => start.test(Buffer.from(head.subarray(0, 64)).toString("latin1")),

  async *regions(blob) {
    const { texts, end } = await derTexts(blob, "pkcs12");
    for (const { start: at, bytes, coding, oid } of texts)
      yield value(oidName(oid), span(at, at + bytes.length), coding, bytes);
    yield { kind: "gap", reason: "encrypted: key store", span: span(0, end) };
    if (end < blob.size)
      yield { kind: "dead", what: "after the store", span: span(end, blob.size) };
  },

  fixed: () => "a checksum that only the password can mend is over all of it",
};
