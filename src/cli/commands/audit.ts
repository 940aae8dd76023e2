import { TareError } from "../../core/error.ts";
import type { Severity } from "../../core/finding.ts";
import type { Command } from "../command.ts";
import { exitStatus } from "../exit-status.ts";
import { type Options, text } from "../options.ts";
import { amountOptions, baselineOption, reportOptions } from "../report-options.ts";
import { configOption, untrustedOption } from "../scan-options.ts";

const options: Options = {
  ...reportOptions,
  check: { type: "string", takes: "ID", multiple: true, help: "Run only this check" },
  fix: { type: "boolean", help: "Mend what can be mended without a change of what is done" },
  "fix-unsafe": { type: "boolean", help: "Mend what somebody has to look at, too" },
  baseline: baselineOption,
  config: configOption("the folder"),
  untrusted: untrustedOption("the folder"),
  ...amountOptions,
};

export const audit: Command = {
  name: "audit",
  summary: "Say where pipelines and code give secrets and traces away",
  takes: "[OPTION…] [DIR]",
  details: `DIR is a repository; the folder that you are in where none is named. Pipelines,
shell and Python code, images, infrastructure and dependencies are looked at,
nothing is run.

Exit status: 0 nothing from --fail-on on, and all was inspected; 1 something was
found; 2 used wrongly; 3 nothing found, but something was not inspected.`,
  options,

  async run([folder = ".", ...others], given, shell) {
    if (others.length > 0)
      throw new TareError("usage", "audit takes one folder", {
        hint: "name the repository's root",
      });
    const [{ audited, mend, notedAudit }, { print, rendererFor }, { settingsOf, withDefaults }] =
      await Promise.all([
        import("../auditing.ts"),
        import("../output.ts"),
        import("../settings.ts"),
      ]);
    const renderer = await rendererFor(given, shell);
    const settings = await settingsOf([folder], given, shell);
    const values = withDefaults(given, settings, options);
    const done = await audited(folder, values, settings, shell);
    await print(done.report, renderer, values, shell);
    await mend(folder, done.reported, values, shell);
    await notedAudit(folder, done, { values, settings, shell });
    return exitStatus(done.report, (text(values, "fail-on") ?? "high") as Severity);
  },
};
