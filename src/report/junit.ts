import type { Finding } from "../core/finding.ts";
import type { Gap } from "../core/report.ts";
import { visible } from "./kit/escape.ts";
import { relativeFile } from "./kit/relative.ts";
import { lineInFile, sentenceOf } from "./kit/sentence.ts";
import type { Renderer } from "./renderer.ts";

/**
 * JUnit's XML, which every CI shows: a finding is a test that failed, what was
 * not inspected a test that could not be run.
 *
 * https://github.com/testmoapp/junitxml
 */
export const junit: Renderer = {
  id: "junit",
  title: "JUnit XML, for CI systems",
  extension: "xml",

  *render({ findings, gaps, tool, durationMs, startedAt }) {
    const counts = `tests="${findings.length + gaps.length}" failures="${findings.length}" errors="${gaps.length}"`;
    yield '<?xml version="1.0" encoding="UTF-8"?>\n';
    yield `<testsuites name="${tool.name}" ${counts}>\n`;
    yield `  <testsuite name="${tool.name}" ${counts} time="${durationMs / 1000}" timestamp="${startedAt}">\n`;
    for (const finding of findings) yield failed(finding);
    for (const gap of gaps) yield notRun(gap);
    yield "  </testsuite>\n</testsuites>\n";
  },
};

function failed(finding: Finding): string {
  const line = lineInFile(finding);
  const file = relativeFile(finding.location.path);
  const where = `classname="${xml(file)}" file="${xml(file)}"${line === undefined ? "" : ` line="${line}"`}`;
  const about = `type="${xml(finding.rule)}" message="${xml(sentenceOf(finding))}"`;
  const text = `${finding.harm}\nWhat to do: ${finding.remedy}`;
  return `    <testcase name="${xml(`${finding.rule} ${finding.id}`)}" ${where}>\n      <failure ${about}>${xml(text)}</failure>\n    </testcase>\n`;
}

function notRun({ path, reason }: Gap): string {
  const file = xml(visible(relativeFile(path)));
  return `    <testcase name="not-inspected" classname="${file}" file="${file}">\n      <error message="${xml(visible(`${path}: ${reason}`))}"/>\n    </testcase>\n`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text in XML; what it has no way to spell is written out. */
const xml = (text: string): string =>
  text
    .split("\n")
    .map(visible)
    .join("\n")
    .replaceAll(/[&<>"]/g, (each) => entities[each] ?? each);
