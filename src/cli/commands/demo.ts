import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";

export const demo: Command = {
  name: "demo",
  summary: "Make a release that leaks, scan it, and show what an attacker would read",
  takes: "",
  details: `Writes a small sentiment classifier with its model card, notebook, checkpoint and
training log into a new temporary folder. All keys in it are made up on the spot.`,
  options: {},

  async run(operands, values, shell) {
    if (operands.length > 0)
      throw new TareError("usage", `demo takes no '${operands.join(" ")}'`, {
        hint: "scan a release of your own with 'tare scan'",
      });
    const [files, os, path, { madeUp }, { releaseZip }, { scan }] = await Promise.all([
      import("node:fs/promises"),
      import("node:os"),
      import("node:path"),
      import("../../demo/credentials.ts"),
      import("../../demo/release.ts"),
      import("./scan.ts"),
    ]);
    const folder = await files.mkdtemp(path.join(os.tmpdir(), "tare-demo-"));
    const zip = path.join(folder, "sentiment-v2.zip");
    await files.writeFile(zip, releaseZip(madeUp()));
    const html = path.join(folder, "report.html");
    shell.out(`A start-up uploads its new model: ${zip}\n`);
    shell.out(
      `A stranger downloads it, and asks what else is in there: tare scan sentiment-v2.zip\n\n`,
    );
    const scanValues = { "fail-on": "critical", untrusted: true, ...values };
    await scan.run([zip], scanValues, shell);
    await scan.run([zip], { ...scanValues, output: html, quiet: true }, shell);
    shell.out(`\nThe same as a page: ${html}\nYour own: npx tare scan FOLDER\n`);
    return 0;
  },
};
