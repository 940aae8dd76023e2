import * as v from "valibot";
import { count, listOf, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

/** A dossier says what an attacker learns: some hundred lines, not a copy of the release. */
const longestDossier = 262_144;

export const brief = {
  "brief-finished": {
    title: "what an attacker learns was put together",
    data: v.object({
      target: text,
      /** What `tare brief --format json` prints, as JSON. Its secrets are masked. */
      dossier: v.exactOptional(v.pipe(v.string(), v.maxLength(longestDossier))),
    }),
  },
  /** All that an organisation shows to everybody was looked through. */
  "inventory-finished": {
    title: "an organisation's repositories were looked through",
    data: v.object({
      /** `github:acme`, `hf:acme`. */
      organisation: text,
      /** How many are public, and were looked at. */
      repositories: count,
      /** How many of those contain sensitive keywords or secrets, and the first of them by name. */
      sensitive: count,
      names: v.exactOptional(listOf(text)),
    }),
  },
} as const satisfies EventFamily;
