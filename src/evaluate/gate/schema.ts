import { statementType } from "../../attest/attestation.ts";
import { digest, list, record, subject, text, word } from "../../attest/schema.ts";
import type { Schema } from "../../config/schema.ts";
import { predicateType } from "./statement.ts";

const item = record("A point of the checklist.", ["id", "title", "state", "because"], {
  id: text("Its id."),
  title: text("What must hold."),
  state: word("How it stands.", "passed", "failed", "unknown", "confirmed", "excepted"),
  because: text("What shows it."),
  by: text("Who confirmed or approved it."),
  at: text("When it was confirmed, in UTC, as in ISO 8601."),
  note: text("What who confirmed it says."),
  reason: text("Why it may pass."),
  expires: text("The last day on which it may."),
});

/** What `tare gate --attest` writes. */
export const gateSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:tare:schema:gate:v1",
  title: "Gate of tare, version 1",
  description:
    "What 'tare gate --attest' writes and 'tare gate --verify' checks: an in-toto Statement. Version 1 changes only by addition: a reader must pass over properties that it does not know.",
  type: "object",
  required: ["_type", "subject", "predicateType", "predicate"],
  properties: {
    _type: word("Names the in-toto Statement and its version.", statementType),
    subject: list("The files of the release.", subject),
    predicateType: word("Names this schema and its version.", predicateType),
    predicate: record("What was judged.", ["tool", "madeAt", "release", "verdict", "items"], {
      tool: record("What made it.", ["name", "version"], {
        name: word("Always tare.", "tare"),
        version: text("Its version, as in semver.org."),
      }),
      madeAt: text("When, in UTC, as in ISO 8601."),
      release: digest("SHA-256 of a line for each file: its digest, two spaces, its name."),
      verdict: word("Whether it may be released.", "pass", "fail", "incomplete"),
      items: list("The checklist.", item),
    }),
  },
} as const satisfies Schema & Record<"$schema" | "$id" | "title", string>;
