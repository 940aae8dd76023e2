import { count, counts, digest, list, record, subject, text, word } from "../../attest/schema.ts";
import type { Schema } from "../../config/schema.ts";
import { severities } from "../../core/finding.ts";
import { statementType } from "../../attest/attestation.ts";
import { predicateType } from "./statement.ts";

const span = record("Where, in bytes, from the start of the blob as it was.", ["start", "end"], {
  start: count("The first byte."),
  end: count("The first byte behind it."),
});

const rule = text("The rule or check that asked for it; 'tare explain' says more.");

const edit = record("A place where bytes were replaced or left out.", ["kind", "reason"], {
  in: text("The path of the blob inside its file; *** where it gave something away."),
  kind: word("What was done.", "fill", "wipe", "drop", "rename", "checksum"),
  span,
  length: count("How many bytes stand there now, where they are not as many."),
  before: digest("Commitment to the bytes that stood there: HMAC-SHA-256 under the owner's key."),
  after: digest("SHA-256 of the bytes that stand there now."),
  rule,
  reason: text("Why, for people."),
});

const tensor = record("Weights, by what the format tells of them.", ["name", "bytes", "sha256"], {
  in: text("The path of the blob that holds it, inside its file."),
  name: { description: "As the format calls it.", type: "string" },
  dtype: text("As the format spells it."),
  shape: list("Its dimensions, in the order of the format.", count("A dimension.")),
  holds: list("What it holds, where it has only a number.", text("A path in the model.")),
  bytes: count("How many bytes it takes as it is stored."),
  sha256: digest("SHA-256 of these bytes, in order."),
});

const file = record("What became of a file.", ["name", "how", "bytes", "edits", "tensors"], {
  name: text("Its name in the result."),
  was: text("The name it had, where that is another; *** for what gave something away."),
  how: word(
    "Whether bytes were replaced in it, or it was written anew.",
    "unchanged",
    "patched",
    "rewritten",
  ),
  bytes: count("Its size."),
  before: digest("Commitment to the file as it was."),
  edits: list("What was changed in it.", edit),
  tensors: list("The weights in it.", tensor),
});

const link = record("A link of the result.", ["name", "to"], {
  name: text("Its name in the result."),
  to: text("Where it leads, as it is written."),
});

const dropped = record("A file that is not in the result.", ["name", "reason"], {
  name: text("The name it had; *** for what gave something away."),
  before: digest("Commitment to the file."),
  rule,
  reason: text("Why, for people."),
});

const scan = record(
  "What a scan of the result finds.",
  ["profile", "files", "bySeverity", "byClass", "gaps"],
  {
    profile: text("The profile it looked by."),
    files: count("How many files it looked at."),
    bySeverity: {
      ...counts("How many findings of each severity."),
      properties: Object.fromEntries(severities.map((each) => [each, count("How many.")])),
    },
    byClass: counts("How many findings of each class."),
    gaps: count("How much it could not inspect."),
  },
);

/** What a receipt holds: an in-toto Statement whose predicate says what a cleaning did. */
export const receiptSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:tare:schema:receipt:v1",
  title: "Receipt of tare, version 1",
  description:
    "What 'tare clean' writes and 'tare prove' checks: an in-toto Statement. Version 1 changes only by addition: a reader must pass over properties that it does not know.",
  type: "object",
  required: ["_type", "subject", "predicateType", "predicate"],
  properties: {
    _type: word("Names the in-toto Statement and its version.", statementType),
    subject: list("The files of the result.", subject),
    predicateType: word("Names this schema and its version.", predicateType),
    predicate: record("What was done.", ["tool", "madeAt", "files", "links", "dropped", "scan"], {
      tool: record("What made the receipt.", ["name", "version"], {
        name: word("Always tare.", "tare"),
        version: text("Its version, as in semver.org."),
      }),
      madeAt: text("When, in UTC, as in ISO 8601."),
      files: list("The files of the result, in the order of 'subject'.", file),
      links: list("The links of the result.", link),
      dropped: list("The files that were left out.", dropped),
      scan,
    }),
  },
} as const satisfies Schema & Record<"$schema" | "$id" | "title", string>;
