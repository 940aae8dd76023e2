import type { Schema } from "../config/schema.ts";

// Pieces of the schemas of attestations.
export const text = (description: string): Schema => ({
  description,
  type: "string",
  minLength: 1,
});
export const word = (description: string, ...words: readonly string[]): Schema => ({
  description,
  type: "string",
  enum: words,
});
export const count = (description: string): Schema => ({
  description,
  type: "integer",
  minimum: 0,
});
export const digest = (description: string): Schema => ({
  description,
  type: "string",
  pattern: "^[0-9a-f]{64}$",
});
export const list = (description: string, items: Schema): Schema => ({
  description,
  type: "array",
  items,
});
export const record = (
  description: string,
  required: readonly string[],
  properties: Readonly<Record<string, Schema>>,
): Schema => ({ description, type: "object", required, properties });
export const counts = (description: string): Schema => ({
  description,
  type: "object",
  additionalProperties: count("How many."),
});

export const subject = record("A file that it is about.", ["name", "digest"], {
  name: text("Its name in the release, with / between folders."),
  digest: record("What it holds.", ["sha256"], { sha256: digest("SHA-256 of all its bytes.") }),
});

/** A signed envelope (DSSE v1). */
export const envelopeSchema: Schema = record(
  "An attestation that is signed.",
  ["payloadType", "payload", "signatures"],
  {
    payloadType: word("What the payload is.", "application/vnd.in-toto+json"),
    payload: text("The statement, in base64."),
    signatures: list(
      "Who signed it.",
      record("A signature.", ["sig"], {
        keyid: { description: "A hint at the key.", type: "string" },
        sig: text("The signature, in base64."),
      }),
    ),
  },
);
