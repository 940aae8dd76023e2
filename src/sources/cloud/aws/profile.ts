import { homedir } from "node:os";
import { join } from "node:path";
import { readText } from "../../text-file.ts";
import type { World } from "../world.ts";

/** The settings of one profile, keys in lower case. */
export type Profile = Readonly<Record<string, string>>;

/** All profiles by name, of `~/.aws/config` and `~/.aws/credentials`; the latter goes first. */
export async function profilesOf({ env }: World): Promise<ReadonlyMap<string, Profile>> {
  const folder = join(env["HOME"] ?? homedir(), ".aws");
  const [config, credentials] = await Promise.all([
    textOr(env["AWS_CONFIG_FILE"], join(folder, "config")),
    textOr(env["AWS_SHARED_CREDENTIALS_FILE"], join(folder, "credentials")),
  ]);
  const profiles = new Map<string, Profile>();
  for (const [section, values] of [...sectionsOf(config), ...sectionsOf(credentials)]) {
    const name = section.replace(/^profile\s+/, "");
    profiles.set(name, { ...profiles.get(name), ...values });
  }
  return profiles;
}

/** A file that was named must be there; the usual one may be missing. */
async function textOr(named: string | undefined, usual: string): Promise<string> {
  if (named !== undefined) return readText(named, "AWS settings");
  return readText(usual, "AWS settings").catch(() => "");
}

/**
 * The sections of an AWS settings file. Comments are lines that start with `#` or `;`;
 * indented lines are values of nested settings, which nothing here needs.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function sectionsOf(text: string): ReadonlyMap<string, Profile> {
  const sections = new Map<string, Record<string, string>>();
  let current: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const [, section] = /^\[\s*(.*?)\s*\]/.exec(line) ?? [];
    if (section !== undefined) {
      current = sections.get(section) ?? {};
      sections.set(section, current);
      continue;
    }
    const [, key, value] = /^([^#;\s=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) current[key.toLowerCase()] = value;
  }
  return sections;
}
