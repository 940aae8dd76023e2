import * as v from "valibot";
import { count, listOf, name, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

/** A dossier says what an attacker learns: some hundred lines, not a copy of the release. */
const longestDossier = 262_144;

export const brief = {
  "brief-finished": {
    title: "what an attacker learns was put together",
    data: v.object({
      target: text,
      /** How many entities of each kind, links between them, and ways to go on. */
      entities: v.record(name, count),
      links: count,
      attacks: count,
      /** Of the best attack, from 0 to 25. */
      score: v.number(),
      gaps: count,
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
      /** How many of those contain a sensitive keyword, and their targets, which are public. */
      sensitive: count,
      names: listOf(text),
      /** In how many there are findings that are high or critical. */
      leaking: count,
      gaps: count,
      /** What led to repositories, and whether their files were read: only what is alike can be compared. */
      ways: listOf(text),
      read: v.boolean(),
    }),
  },
} as const satisfies EventFamily;
