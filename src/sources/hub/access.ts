import { homedir } from "node:os";
import { join } from "node:path";
import { TareError } from "../../core/error.ts";
import { checkedAddress, placeOf } from "../http/address.ts";
import type { RemoteFile } from "../http/ranges.ts";
import { textIfThereSync } from "../if-there.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const publicHub = "https://huggingface.co";

/** Where the hub is: `HF_ENDPOINT`, else the public one. Without a slash at its end. */
export function endpointOf(env: Environment): string {
  const set = env["HF_ENDPOINT"] ?? "";
  return set === "" ? publicHub : placeOf(checkedAddress(set)).replace(/\/+$/, "");
}

/**
 * Whoever asks says so by these: `HF_TOKEN`, else what `hf auth login` left.
 *
 * @throws {TareError} `machine`: what was left cannot be read.
 */
export function tokenOf(env: Environment): string | undefined {
  if (isSet(env["HF_HUB_DISABLE_IMPLICIT_TOKEN"])) return undefined;
  const set = env["HF_TOKEN"] ?? env["HUGGING_FACE_HUB_TOKEN"];
  if (set !== undefined && set.trim() !== "") return set.trim();
  return textIfThereSync(tokenFile(env))?.trim() || undefined;
}

/** As the hub's own client reads switches. */
const isSet = (value = ""): boolean => /^(?:1|on|yes|true)$/i.test(value);

/** Where the hub's own client keeps the token (huggingface_hub, "Environment variables"). */
function tokenFile(env: Environment): string {
  const cache = env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return env["HF_TOKEN_PATH"] ?? join(env["HF_HOME"] ?? join(cache, "huggingface"), "token");
}

/** What is said with each request to the hub. */
export function hubHeaders(env: Environment): Readonly<Record<string, string>> {
  const token = tokenOf(env);
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** How a file on the hub is asked for. */
export const hubAccess = (): Pick<RemoteFile, "headers" | "refused"> => ({
  headers: () => hubHeaders(process.env),
  refused: (status, headers) => refusal("it", status, headers),
});

/**
 * What it means that the hub refuses (its codes are those that `huggingface_hub`
 * raises errors for).
 *
 * @param what Was asked for: an address, or a name.
 */
export function refusal(what: string, status: number, headers: Headers): TareError {
  switch (headers.get("x-error-code")) {
    case "GatedRepo":
      return new TareError(
        "machine",
        `${what} is gated: ask for access on its page, and set HF_TOKEN to a token of that account`,
      );
    case "DisabledRepo":
      return new TareError("machine", `${what} was disabled by the hub`);
    case "RevisionNotFound":
      return new TareError("usage", `${what}: there is no such revision`);
    case "EntryNotFound":
      return new TareError("machine", `${what}: there is no such file`);
    default:
      return status === 401 || status === 403 || status === 404
        ? new TareError("usage", `${what} is not there, or is private`, {
            hint: tokenOf(process.env)
              ? "check the name, and what the token may read"
              : "check the name, and set HF_TOKEN if it is private",
          })
        : new TareError("machine", `${what} is refused: status ${status}`);
  }
}
