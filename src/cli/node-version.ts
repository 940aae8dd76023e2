/** The oldest version of Node that tare runs on, as `engines` in package.json says: major and minor. */
export const oldestNode = [22, 18] as const;

/** What to tell somebody whose Node is too old; nothing where it is not. @param version `20.11.0`. */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor, leastMinor] = oldestNode;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `tare: Node ${version} is too old\nhint: install Node ${oldestNode.join(".")} or newer\n`;
}
