/** The oldest major version of Node that tare runs on, as `engines` in package.json says: it knows `using`. */
export const oldestNode = 24;

/** What to tell somebody whose Node is too old; nothing where it is not. @param version `20.11.0`. */
export function tooOld(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= oldestNode) return undefined;
  return `tare: Node ${version} is too old\nhint: install Node ${oldestNode} or newer\n`;
}
