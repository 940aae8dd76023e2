import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { TareError } from "../core/error.ts";
import type { Attestation } from "./attestation.ts";

/** The type of what an envelope holds (in-toto attestation framework, Envelope v1). */
export const payloadType = "application/vnd.in-toto+json";

/** DSSE v1: a payload, and who signed it. */
export interface Envelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly {
    /** SHA-256 of the public key (SubjectPublicKeyInfo, DER): a hint, which proves nothing. */
    readonly keyid: string;
    /** Base64. */
    readonly sig: string;
  }[];
}

const madeByOpenssl = "make one with 'openssl genpkey -algorithm ed25519 -out key.pem'";

/** @throws {TareError} `usage`: it is no Ed25519 private key in PKCS #8. */
export const privateKeyOf = (pem: string): KeyObject =>
  ed25519(() => createPrivateKey(pem), "private", madeByOpenssl);

/**
 * The text of an attestation: the statement as it is, or where a key is given, in a
 * signed envelope.
 *
 * @param pem An Ed25519 private key, PKCS #8.
 * @throws {TareError} `usage`: the key is none.
 */
export function sealed(statement: Attestation, pem?: string): string {
  const text = `${JSON.stringify(statement, undefined, 2)}\n`;
  if (pem === undefined) return text;
  const key = privateKeyOf(pem);
  const payload = Buffer.from(text);
  const envelope: Envelope = {
    payloadType,
    payload: payload.toString("base64"),
    signatures: [
      {
        keyid: keyId(createPublicKey(key)),
        sig: sign(null, signedBytes(payloadType, payload), key).toString("base64"),
      },
    ],
  };
  return `${JSON.stringify(envelope, undefined, 2)}\n`;
}

/**
 * Whether one of the signatures is by the key.
 *
 * @param pem An Ed25519 public key, SubjectPublicKeyInfo.
 * @throws {TareError} `usage`: the key is none.
 */
export function isSignedBy(envelope: Envelope, pem: string): boolean {
  const hint = "give the public half: 'openssl pkey -in key.pem -pubout'";
  const key = ed25519(() => createPublicKey(pem), "public", hint);
  const bytes = signedBytes(envelope.payloadType, Buffer.from(envelope.payload, "base64"));
  return envelope.signatures.some(({ sig }) =>
    verify(null, bytes, key, Buffer.from(sig, "base64")),
  );
}

export const keyId = (key: KeyObject): string =>
  createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex");

/** The pre-authentication encoding (DSSE v1, protocol.md). */
function signedBytes(type: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

function ed25519(read: () => KeyObject, half: "private" | "public", hint: string): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch (cause) {
    throw new TareError("usage", `that is no ${half} key in PEM`, { hint, cause });
  }
  if (key.asymmetricKeyType === "ed25519") return key;
  throw new TareError("usage", `the key is ${key.asymmetricKeyType ?? "of no type"}, not Ed25519`, {
    hint,
  });
}
