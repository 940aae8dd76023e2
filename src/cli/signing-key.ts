import { privateKeyOf } from "../attest/envelope.ts";
import { TareError } from "../core/error.ts";
import { readText } from "./files.ts";
import { text, type Values } from "./options.ts";

/**
 * The key of `--key`, in PEM, read before the work that it is to sign: that may take long.
 *
 * @throws {TareError} `usage`: it is not there, or no Ed25519 private key.
 */
export async function signingKey(values: Values): Promise<string | undefined> {
  const path = text(values, "key");
  if (path === undefined) return undefined;
  const pem = await readText(path, "key");
  try {
    privateKeyOf(pem);
  } catch (cause) {
    if (!(cause instanceof TareError)) throw cause;
    const { kind, message, hint = "" } = cause;
    throw new TareError(kind, `key '${path}': ${message}`, { hint, cause });
  }
  return pem;
}
