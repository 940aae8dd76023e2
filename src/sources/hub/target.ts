import { TareError } from "../../core/error.ts";

export const repositoryKinds = ["model", "dataset", "space"] as const;
export type RepositoryKind = (typeof repositoryKinds)[number];

/** A repository on a hub. */
export interface HubRepository {
  readonly kind: RepositoryKind;
  /** `org/name`. */
  readonly name: string;
}

/** What `hf:…` names. */
export type HubTarget =
  | { readonly kind: "owner"; readonly owner: string }
  | {
      readonly kind: "repository";
      readonly repository: HubRepository;
      /** A branch, a tag, a pull request (`refs/pr/3`) or a commit; all of them where none is given. */
      readonly revision: string | undefined;
    };

/** A name of the hub: letters, digits and `-_.`, never two dots. */
const pattern =
  /^hf:(?:(?<folder>models|datasets|spaces)\/)?(?<name>[\w.-]+(?:\/[\w.-]+)?)(?:@(?<revision>[^\s@]+))?$/;

/** @throws {TareError} `usage`: it names nothing on a hub. */
export function parseHubTarget(target: string): HubTarget {
  const { folder, name = "", revision } = pattern.exec(target)?.groups ?? {};
  if (name === "" || name.includes("..") || (revision !== undefined && isOwner(folder, name)))
    throw new TareError("usage", `'${target}' names nothing on the hub`, {
      hint: "write hf:OWNER, hf:OWNER/NAME, hf:datasets/OWNER/NAME or hf:OWNER/NAME@REVISION",
    });
  if (isOwner(folder, name)) return { kind: "owner", owner: name };
  const kind = repositoryKinds.find((each) => folder === `${each}s`) ?? "model";
  return { kind: "repository", repository: { kind, name }, revision };
}

/** Old data sets have no owner. */
const isOwner = (folder: string | undefined, name: string): boolean =>
  folder === undefined && !name.includes("/");

/** The repository as its address on the hub has it: `org/name`, `datasets/org/name`. */
export const webName = ({ kind, name }: HubRepository): string =>
  kind === "model" ? name : `${kind}s/${name}`;
