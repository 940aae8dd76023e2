/** Words in a comment by which people let a finding on that line pass: tare's own, and other scanners'. */
const onLine: readonly RegExp[] = [
  /(?<!\w)(?:tare|gitleaks|betterleaks):allow(?![\w=-])/,
  /(?<!\w)(?:trufflehog|kingfisher):ignore(?![\w-])/,
  /(?<!\w)pragma:[ \t]*(?:allow|white)list[ \t]+secret\b/,
  /(?<!\w)ggignore(?!\w)/,
];

/** The same on the line above (detect-secrets). */
const onNextLine = /(?<!\w)pragma:[ \t]*(?:allow|white)list[ \t]+nextline[ \t]+secret\b/;

/** `tare:allow=rule-id,other-rule` lets these alone pass. */
const named = /(?<!\w)tare:allow=([\w/.-]+(?:,[\w/.-]+)*)/;

/**
 * Whether a comment lets a rule's match pass.
 *
 * @param line The line that it stands in.
 * @param above The line above.
 */
export const isAllowedByComment = (rule: string, line: string, above: string): boolean =>
  line.length + above.length > 0 &&
  (onLine.some((each) => each.test(line)) ||
    onNextLine.test(above) ||
    named.exec(line)?.[1]?.split(",").includes(rule) === true);
