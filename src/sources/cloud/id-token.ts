import { TareError } from "../../core/error.ts";
import { readText } from "../text-file.ts";
import { jsonIn, textAt } from "./json.ts";
import type { World } from "./world.ts";

/** Where a token may be that says which workload this is. */
export interface IdTokenPlaces {
  /** A variable that holds it: what GitLab's `id_tokens:` sets. */
  readonly variable?: string;
  /** A variable that names its file. */
  readonly fileVariable?: string;
  /** Whom GitHub is to make it for. */
  readonly audience?: string;
}

/**
 * The token by which an identity provider says which workload this is: from a variable, from
 * a file, or from GitHub, where the job has `id-token: write`. Nothing where there is none.
 *
 * @throws {TareError} `usage`: the file cannot be read; `machine`: GitHub gives none.
 */
export async function idToken(world: World, places: IdTokenPlaces): Promise<string | undefined> {
  const token = (await given(world, places)) ?? (await ofGitHub(world, places.audience));
  return token === undefined ? undefined : world.discretion.add(token.trim());
}

async function given(
  { env }: World,
  { variable = "", fileVariable = "" }: IdTokenPlaces,
): Promise<string | undefined> {
  if (env[variable]) return env[variable];
  const file = env[fileVariable];
  return file ? readText(file, "identity token") : undefined;
}

/** https://docs.github.com/en/actions/reference/security/oidc */
async function ofGitHub(
  { env, call, discretion }: World,
  audience: string | undefined,
): Promise<string | undefined> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
  if (!address || !bearer || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (audience !== undefined) url.searchParams.set("audience", audience);
  const headers = { authorization: `Bearer ${discretion.add(bearer)}` };
  const token = textAt(jsonIn((await call(url, { headers })).text), "value");
  if (token !== undefined) return token;
  throw new TareError("machine", "GitHub gave no identity token", {
    hint: "give the job the permission id-token: write",
  });
}
