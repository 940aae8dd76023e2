import { servedAt } from "../mentions/machine.ts";
import { addressIn } from "../names/hosts.ts";
import type { Claim, Mention, Reader } from "../reader.ts";
import { awsAccount, googleProject } from "./accounts.ts";

/** A project at a service, and whoever owns it there: a person or an organisation. */
function ownedProject(
  path: { readonly host: string; readonly owner: string; readonly name: string },
  facts: Readonly<Record<string, string | undefined>>,
): Claim {
  const { host, owner, name } = path;
  const project: Mention = {
    kind: "project",
    id: `${host}/${owner}/${name}`.toLowerCase(),
    name: `${host}/${owner}/${name}`,
    facts,
  };
  const account: Mention = {
    kind: "account",
    id: `${host}/${owner}`.toLowerCase(),
    name: `${owner} at ${host}`,
    facts: { type: `owner at ${host}`, login: owner },
  };
  return { from: account, kind: "owns", to: project, why: "the address says so" };
}

const remoteReader: Reader = {
  rules: ["git-ssh-remote", "git-https-remote", "self-hosted-git-remote"],
  read: ({ preview, rule }) => {
    const address = addressIn(preview.replace(/^git\+/, ""));
    if (!address) return {};
    const parts = address.path
      .replace(/^[:/]+(?:\d{2,5}\/)?/, "")
      .replace(/\.git$/, "")
      .split("/")
      .filter((part) => part !== "" && part !== "_git");
    const [owner, ...rest] = parts;
    const { host } = address;
    const owned =
      owner === undefined || rest.length === 0
        ? []
        : [ownedProject({ host, owner, name: rest.join("/") }, { type: "git repository" })];
    if (rule !== "self-hosted-git-remote") return { claims: owned };
    const { service, claims } = servedAt({ host, path: "" }, "git server");
    return { mentions: [service], claims: [...claims, ...owned] };
  },
};

const hubReader: Reader = {
  rules: ["hub-repository"],
  read: ({ preview }) => {
    const [owner, name] = preview.split("/");
    if (owner === undefined || name === undefined) return {};
    const path = { host: "huggingface.co", owner, name };
    return { claims: [ownedProject(path, { type: "Hugging Face repository" })] };
  },
};

const runReader: Reader = {
  rules: ["tracker-run"],
  read: ({ preview }) => {
    const address = addressIn(preview);
    if (!address) return {};
    const host = address.host.replace(/^(?:app|www)\./, "");
    const [owner, name, , run] = address.path.split("/").filter((part) => part !== "");
    if (owner === undefined || name === undefined) return {};
    return { claims: [ownedProject({ host, owner, name }, { type: "tracked experiments", run })] };
  },
};

const imageReader: Reader = {
  rules: ["container-image"],
  read: ({ preview }) => {
    const address = addressIn(preview);
    if (!address) return {};
    const image: Mention = {
      kind: "project",
      id: `image/${preview.toLowerCase()}`,
      name: preview,
      facts: { type: "container image" },
    };
    const owner = ownerOfImage(preview);
    const { service, claims } = servedAt({ ...address, path: "" }, "container registry");
    return {
      claims: [
        ...claims,
        { from: service, kind: "holds", to: image, why: "the address says so" },
        owner && { from: owner, kind: "owns", to: image, why: "the address says so" },
      ],
    };
  },
};

/** Registries of clouds name the account in the address. */
function ownerOfImage(image: string): Mention | undefined {
  const aws = /^(\d{12})\.dkr\.ecr/.exec(image)?.[1];
  if (aws !== undefined) return awsAccount(aws);
  const google = /(?:gcr\.io|pkg\.dev)\/([a-z][a-z0-9-]+)\//.exec(image)?.[1];
  return google === undefined ? undefined : googleProject(google);
}

export const projects: readonly Reader[] = [remoteReader, hubReader, runReader, imageReader];
