import { span } from "../../../core/span.ts";
import { type Fragment, partOf } from "../fragment.ts";
import type { Instruction } from "./dockerfile.ts";

/** What `COPY` and `ADD` bring in. */
export interface Copied {
  /** A stage or an image; none where it is what the build is given. */
  readonly from: string | undefined;
  readonly paths: readonly Fragment[];
}

/** What an instruction copies; none where it copies nothing. */
export function copiedBy({ keyword, flags, args }: Instruction): Copied | undefined {
  if (keyword !== "COPY" && keyword !== "ADD") return undefined;
  const words = args.map(bare).filter(({ text }) => text !== "");
  return {
    from: flags.find(({ name }) => name === "from")?.value,
    paths: words.slice(0, -1).filter(({ text }) => !text.startsWith("<<")),
  };
}

/** A word without what the list form puts around it. */
function bare(word: Fragment): Fragment {
  const start = /^[[",\s]*/.exec(word.text)?.[0].length ?? 0;
  const text = word.text.slice(start).replace(/[\]",\s]*$/, "");
  return partOf(word, span(start, start + text.length));
}

/** The whole span of a fragment. */
export const spanOfAll = (fragment: Fragment): ReturnType<Fragment["spanOf"]> =>
  fragment.spanOf(span(0, fragment.text.length));
