import { parseEnv } from "node:util";
import { jsonIn } from "../../../sources/cloud/json.ts";
import { readText } from "../../../sources/text-file.ts";
import type { Content, SecretSource } from "../source.ts";
import { remainingOf } from "../token-time.ts";

/** A file: all of it, or a field of JSON, or a variable of a dotenv. */
export const file: SecretSource = {
  scheme: "file",
  id: "file",
  example: "file:/run/secrets/hub.json#token",

  connect: () => ({
    read: async (path) => {
      const text = (await readText(path, "secret")).replace(/\r?\n$/, "");
      return { content: contentOf(path, text), ...remainingOf(text) };
    },
  }),
};

const contentOf = (path: string, text: string): Content =>
  /(?:^|[/\\.])env(?:\.[^/\\]*)?$/.test(path) && !jsonIn(text)
    ? { kind: "fields", fields: parseEnv(text) }
    : { kind: "text", text };
