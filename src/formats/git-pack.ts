import type { Format } from "../core/format.ts";
import type { PackedRegion } from "../core/region.ts";
import { objectHeader } from "./kit/git-hash.ts";
import { isPack, type PackChanges, type PackObject, packObjects } from "./kit/git-pack.ts";

/**
 * A pack of git: the objects of a repository, deflated, most of them as changes
 * to others. Each comes out under its name, deleted files of old commits too.
 */
export const gitPack: Format = {
  id: "git-pack",
  title: "Git pack",
  tier: "specific",
  specification: "https://git-scm.com/docs/gitformat-pack",
  reads: "every object, unpacked and joined; what stands after the end swept",
  tested: "git",

  matches: ({ head }) => isPack(head),

  async *regions(blob) {
    for await (const part of packObjects(blob)) {
      if (part.kind === "object") yield packed(part);
      else if (part.kind === "changes") yield changes(part);
      else yield part;
    }
  },

  fixed: () => "objects of Git are named by what they hold",
};

/** A file as it was; a commit, tree or tag with the header that a loose one has, by which it is known. */
const packed = ({ id, type, size, span, content }: PackObject): PackedRegion => ({
  kind: "packed",
  name: id,
  span,
  unpack: async function* () {
    if (type !== "blob") yield objectHeader(type, size);
    yield* content();
  },
});

const changes = ({ span, content }: PackChanges): PackedRegion => ({
  kind: "packed",
  name: `changes-at-${span.start}`,
  span,
  unpack: content,
});
