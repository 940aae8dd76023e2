import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { main } from "../src/cli/main.ts";

/** What a transcript must not hold: how long a scan took, and which version ran. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/\b\d+(?:\.\d+)? ?(?:ms|s)\b/g, "<time>"],
  [/tare \d+\.\d+\.\d+/g, "tare <version>"],
];

/** Runs each `$ tare …` line and writes down what it says: `! ` is stderr, `[n]` a status other than 0. */
async function replay(transcript: string): Promise<string> {
  const commands = [...transcript.matchAll(/^\$ tare ?(.*)$/gm)].map((found) => found[1] ?? "");
  const blocks: string[] = [];
  for (const command of commands) {
    const said: string[] = [];
    const argv = command.split(" ").filter((word) => word !== "");
    const status = await main(argv, {
      out: (text) => void said.push(text),
      write: async (bytes) => void said.push(Buffer.from(bytes).toString()),
      err: (text) => void said.push(text.replaceAll(/^(?=.)/gm, "! ")),
      stdin: async function* () {
        yield Buffer.from(`api = "${["hf", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("_")}"\n`);
      },
      env: {},
      columns: 80,
      colour: false,
      interactive: false,
      signal: new AbortController().signal,
    });
    const text = masks.reduce((all, [what, by]) => all.replaceAll(what, by), said.join(""));
    blocks.push(`$ tare ${command}\n${text}${status === 0 ? "" : `[${status}]\n`}`);
  }
  return blocks.join("\n");
}

for (const name of await readdir("test/cli")) {
  test(name, async () => {
    const transcript = await readFile(`test/cli/${name}`, "utf8");
    await expect(await replay(transcript)).toMatchFileSnapshot(`cli/${name}`);
  });
}
