/** What runs SQL: a database, or a transaction in one. */
export interface Queries {
  /**
   * Runs one statement. Numbers come as numbers, times as ISO 8601 in UTC, JSON as values.
   *
   * @param parameters For `$1` and so on; JSON as text.
   */
  readonly query: <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;
}

export interface Database extends Queries {
  /** How people call it: `PGlite in /var/lib/tare`, `PostgreSQL at db.example`. */
  readonly title: string;
  /** Runs statements of which all are kept, or none where one fails. */
  readonly transaction: <Result>(work: (queries: Queries) => Promise<Result>) => Promise<Result>;
  /** Runs several statements without parameters. */
  readonly run: (sql: string) => Promise<void>;
  /** Whether it vacuums its tables by itself. */
  readonly isTended: boolean;
  readonly close: () => Promise<void>;
}
