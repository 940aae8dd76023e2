import type { Queries } from "../database/database.ts";

/** Something that was changed, or tried. */
export interface Change {
  readonly actor: string;
  /** `user.created`, `token.deleted`, `login.failed`. */
  readonly action: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** Writes a change into the audit, best in the same transaction. */
export const audited = async (
  { query }: Queries,
  { actor, action, subject, details = {} }: Change,
): Promise<void> =>
  void (await query("insert into audit (actor, action, subject, details) values ($1, $2, $3, $4)", [
    actor,
    action,
    subject.slice(0, 256),
    JSON.stringify(details),
  ]));
