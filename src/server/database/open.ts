import { TareError } from "../../core/error.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migration.ts";

/**
 * Opens the database that is named, and brings its tables to the shape that this version needs.
 *
 * @param name A folder, or `postgres://…`.
 * @throws {TareError} `machine`: it cannot be opened; `usage`: it is another kind of database.
 */
export async function openDatabase(name: string): Promise<Database> {
  const [, kind = ""] = /^(\w+):\/\//.exec(name) ?? [];
  if (!["", "postgres", "postgresql"].includes(kind))
    throw new TareError("usage", `${kind} is no database that tare knows`, {
      hint: "name a folder, or postgres://USER@HOST/NAME",
    });
  const database = /^postgres(?:ql)?:/.test(name)
    ? await (await import("./postgres.ts")).openServer(name)
    : await (await import("./pglite.ts")).openFolder(name);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw unmigrated(error, database);
  }
  return database;
}

/** PostgreSQL's code for a right that the role lacks: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const insufficientPrivilege = "42501";

function unmigrated(error: unknown, { title }: Database): unknown {
  if (!(error instanceof Error && "code" in error && error.code === insufficientPrivilege))
    return error;
  return new TareError("machine", `cannot make tables in ${title}: ${error.message}`, {
    hint: "let the role own the database: alter database NAME owner to USER",
    cause: error,
  });
}
