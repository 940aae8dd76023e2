import { PGlite, types } from "@electric-sql/pglite";

/** A PostgreSQL inside of a process, which does one thing after the other. */
export interface Engine {
  /** Runs one statement. @returns Its rows. */
  readonly query: (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>;
  /** Runs several statements without parameters. */
  readonly run: (sql: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const options = {
  parsers: {
    [types.INT8]: Number,
    [types.NUMERIC]: Number,
    [types.TIMESTAMPTZ]: (text: string) => new Date(text).toISOString(),
    [types.DATE]: (text: string) => text,
  },
};

/** @param folder Where it keeps its files; in memory where absent. */
export async function startEngine(folder?: string): Promise<Engine> {
  const pglite = await PGlite.create({
    ...options,
    ...(folder !== undefined && { dataDir: folder }),
  });
  return {
    query: async (sql, parameters) => (await pglite.query(sql, [...parameters])).rows,
    run: async (sql) => void (await pglite.exec(sql)),
    close: async () => pglite.close(),
  };
}
