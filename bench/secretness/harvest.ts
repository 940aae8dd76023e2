import { createHash } from "node:crypto";
import { contentsOf } from "../corpora/walk.ts";

/** How many values are taken of one text, lest a few long ones decide. */
const mostOfText = 60;

const endings = [".py", ".ts", ".js", ".json", ".yaml", ".yml", ".md", ".rst", ".html", ".cfg"];

/** A name, what joins it, and a value in quotes or up to the next space. */
const assignment =
  /([A-Za-z][\w.-]{1,40})["'\]]{0,2} ?(?:: ?[\w.[\]]{1,20} )?(?:=>|[:=]) ?(?:"([^"\n]{6,80})"|'([^'\n]{6,80})'|([^\s"'`,;(){}<>[\]]{6,80})(?=[\s,;]|$))/gm;

/** Names that can mean a secret: what stands beside them may be one. */
const suspicious =
  /pass|pwd|secret|token|key|auth|cred|cookie|salt|signature|digest|nonce|seed|hash|sha|md5|integrity|uuid|guid|checksum|sum|etag|commit|base64|resolved/i;

/** Names of things that have to do with secrets are no secrets themselves. */
const nearNames = /(?:password|passwd|passphrase|secret|token|credential)s?$/i;

/** What a rule for secrets would take: without spaces and what templates are made of. */
const takeable = /^[!-;=?-z|~]{6,80}$/;

/**
 * Values that are no secrets, from this machine's texts: those beside names that
 * mean something else, and the names themselves.
 */
export function* harmless(): Generator<{ readonly value: string; readonly held: boolean }> {
  for (const content of contentsOf(endings)) {
    const text = content.toString("latin1", 0, 100_000);
    const held = createHash("sha1").update(content).digest().readUInt8() < 51;
    const seen = new Set<string>();
    for (const [, name = "", ...values] of text.matchAll(assignment)) {
      const value = values.find((each) => each !== undefined) ?? "";
      if (!suspicious.test(name) && takeable.test(value)) seen.add(value);
      if (nearNames.test(name) && takeable.test(name)) seen.add(name);
      if (seen.size > mostOfText) break;
    }
    for (const value of seen) yield { value, held };
  }
}
