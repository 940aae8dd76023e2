import type { Rule } from "../../src/core/rule.ts";
import { span } from "../../src/core/span.ts";
import { type Compiled, type Match, matcher } from "../../src/engine/matcher.ts";
import { wide } from "../../src/engine/windows.ts";

/** As `src/scan/stretch.ts` reads. */
const blockSize = 1024 * 1024;

/**
 * What the engine finds, block by block.
 *
 * @param rules In the order in which they were compiled; none where it is not looked for.
 */
export function* engineMatches(
  rules: readonly (Rule | undefined)[],
  compiled: Compiled,
  bytes: Buffer,
): Generator<Match> {
  const engine = matcher(rules, compiled);
  for (let at = 0; at < bytes.length; at += blockSize) {
    const start = Math.max(0, at - wide.before);
    const end = Math.min(bytes.length, at + blockSize + wide.after);
    const seen = bytes.subarray(start, end);
    const room = engine.room(seen.length);
    room?.set(seen);
    for (const match of engine.find(room ?? seen)) {
      const place = span(start + match.span.start, start + match.span.end);
      if (place.start >= at && place.start < at + blockSize) yield { ...match, span: place };
    }
  }
}
