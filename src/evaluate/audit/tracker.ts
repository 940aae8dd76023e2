/** Something that a library writes down by itself. */
export interface Recording {
  /** For people, after "records": `the command line`. */
  readonly what: string;
  /** The first version that does. */
  readonly since?: string;
  /** The first version that does no more. */
  readonly until?: string;
}

/** What makes a library record less. */
export interface Switch {
  /** Where it is set in code, scripts or settings. */
  readonly set: RegExp;
  /** For people: `WANDB_DISABLE_GIT=true`. */
  readonly how: string;
  /** What is not recorded then. */
  readonly stops: string;
}

/** What a library for training and tracking records by itself. */
export interface Tracker {
  readonly id: string;
  readonly title: string;
  /** Its packages, as an index compares names. */
  readonly packages: readonly [string, ...string[]];
  /** The module that code imports. */
  readonly module: string;
  /** What stands in code that makes it record; any use of it does, where there is none. */
  readonly recordsBy?: RegExp;
  readonly records: readonly [Recording, ...Recording[]];
  readonly switches: readonly [Switch, ...Switch[]];
  /** Where that is from. */
  readonly references: readonly [string, ...string[]];
}

/** What a version records; of an unknown one all. */
export const recordedBy = ({ records }: Tracker, version: string | undefined): readonly string[] =>
  records
    .filter(
      ({ since, until }) =>
        version === undefined ||
        ((since === undefined || compareVersions(version, since) >= 0) &&
          (until === undefined || compareVersions(version, until) < 0)),
    )
    .map(({ what }) => what);

/** Compares by the numbers of a version: `0.16.10` is later than `0.16.9`. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((each) =>
    (/\d+(?:\.\d+)*/.exec(each)?.[0] ?? "").split(".").map(Number),
  );
  for (let index = 0; index < Math.max(first?.length ?? 0, second?.length ?? 0); index++) {
    const difference = (first?.[index] ?? 0) - (second?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
