import { type Worktree, worktreeAt } from "../sources/worktree/worktree.ts";
import type { Shell } from "./command.ts";
import { text, type Values } from "./options.ts";

/** The repository that a command is about. @throws {TareError} `usage`: there is none. */
export const worktreeOf = async (values: Values, { env }: Shell): Promise<Worktree> =>
  worktreeAt({ folder: text(values, "repository") ?? ".", env });
