import type { Finding } from "../core/finding.ts";
import type { Gap } from "../core/report.ts";
import { visible } from "./kit/escape.ts";
import { worstFirst } from "./kit/order.ts";
import { relativeFile } from "./kit/relative.ts";
import { lineInFile, sentenceOf } from "./kit/sentence.ts";
import type { Renderer } from "./renderer.ts";
import { levelOf } from "./sarif/rules.ts";

/**
 * Workflow commands: GitHub shows each at its line of a pull request. Every line
 * is a command, so that no name of a file can be one.
 *
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Renderer = {
  id: "github",
  title: "Annotations of GitHub Actions",

  // GitHub shows the first ten of each kind.
  *render({ findings, gaps, status }) {
    for (const finding of findings.toSorted(worstFirst)) yield annotation(finding);
    for (const gap of gaps) yield gapAnnotation(gap);
    if (status === "interrupted")
      yield command("error", {}, "The scan was interrupted: what it did not reach is unknown.");
  },
};

const commandOf = { error: "error", warning: "warning", note: "notice" } as const;
type Level = (typeof commandOf)[keyof typeof commandOf];

function annotation(finding: Finding): string {
  const line = lineInFile(finding);
  const properties = {
    title: `tare: ${finding.rule}`,
    file: relativeFile(finding.location.path),
    ...(line !== undefined && { line: String(line) }),
  };
  const message = `${sentenceOf(finding)}\n${finding.remedy}`;
  return command(commandOf[levelOf[finding.severity]], properties, message);
}

const gapAnnotation = ({ path, reason }: Gap): string =>
  command(
    "warning",
    { title: "tare: not inspected", file: relativeFile(path) },
    `${visible(path)}: ${visible(reason)}`,
  );

function command(level: Level, properties: Readonly<Record<string, string>>, text: string): string {
  const all = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${level}${all.length > 0 ? ` ${all.join(",")}` : ""}::${data(text)}\n`;
}

/** As the runner undoes it. */
const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
