import type { Finding } from "../../../core/finding.ts";
import { machineOf } from "../mentions/machine.ts";
import { mailOf, nameOf, personOf } from "../mentions/person.ts";
import type { Claim, Mention, Reader, Said } from "../reader.ts";

/** Where the login stands in the paths of each rule. */
const logins: Readonly<Record<string, RegExp>> = {
  "home-path": /^\/(?:home|Users)\/([^/]+)/,
  "windows-home-path": /(?:Users|Documents and Settings)[\\/]+([^\\/]+)/i,
  "cluster-home-path":
    /\/(?:homes?\d{0,2}|users?|usr|people)\/(?:[a-z]\/)?(?!home\/|user\/)([^/]+)\//,
  "shared-account-path": /^\/(?:home|Users)\/([^/]+)/,
  "tilde-user-path": /^~([^/]+)/,
  "temporary-user-path":
    /(?:pytest-of-|torchinductor_|hsperfdata_|matplotlib[_-]|triton[_-]|slurm[_-]|tmp_|torch_)([a-z][a-z0-9_.-]*)/,
  "databricks-user-path": /(?:Users|Repos)\/([^/]+)/,
};

/** The part of a login that tools add to it: `asmith_x7f3`. */
const loginIn = (text: string): string => text.replace(/[_-][0-9a-z]{6,8}$/, "");

const pathReader: Reader = {
  rules: Object.keys(logins),
  read: ({ rule, preview }) => {
    const login = logins[rule]?.exec(preview)?.[1];
    if (login === undefined) return {};
    return { mentions: [personOf(rule === "temporary-user-path" ? loginIn(login) : login)] };
  },
};

const loginReader: Reader = {
  rules: ["user-variable", "user-name", "mlflow-user-tag"],
  read: ({ preview }) => ({ mentions: [personOf(preview)] }),
};

/** `Ana Smith <` before an address. */
const nameBefore =
  /(\p{Lu}[\p{L}.'’-]*(?: (?:(?:van|von|de|der|da|di|del|la|le|bin|al) )?\p{Lu}[\p{L}.'’-]*){1,2})["']? ?[<(]$/u;

const mailReader: Reader = {
  rules: ["email-address"],
  read: ({ preview, context }) => {
    const mail = mailOf(preview);
    const name = nameBefore.exec(context?.before ?? "")?.[1];
    return { mentions: mail.mentions ?? [], claims: [...(mail.claims ?? []), named(mail, name)] };
  },
};

/** ` <ana@lab.org>` behind a name. */
const mailAfter = /^"? ?<([^<>\s]{3,120}@[^<>\s]{3,120})>/;

const committerReader: Reader = {
  rules: ["git-identity", "git-log-identity", "git-user"],
  read: ({ preview, context }) => {
    const mail = mailOf(mailAfter.exec(context?.after ?? "")?.[1] ?? "");
    return {
      mentions: [nameOf(preview), ...(mail.mentions ?? [])],
      claims: [...(mail.claims ?? []), named(mail, preview)],
    };
  },
};

function named(mail: Said, name: string | undefined): Claim | undefined {
  const [from] = mail.mentions ?? [];
  const to = name === undefined ? undefined : nameOf(name);
  if (from?.kind !== "person" || to?.kind !== "person") return undefined;
  return { from, kind: "same", to, why: "name and address are written together" };
}

const loginAtReader: Reader = {
  rules: ["ssh-key-comment", "ssh-login", "shell-prompt"],
  read: ({ preview }) => {
    const [, login = "", host = ""] = /^\[?([^@\s]+)@([\w.-]+)/.exec(preview) ?? [];
    const from = personOf(login);
    const machine = machineOf(host);
    const used: Claim[] =
      from && machine.mention
        ? [{ from, kind: "uses", to: machine.mention, why: "login and machine are written as one" }]
        : [];
    return { mentions: [from], claims: [...machine.claims, ...used] };
  },
};

const authorReader: Reader = {
  rules: ["author-field"],
  read: ({ preview }) => ({ mentions: preview.split(/ and |; ?/).map(authorOf) }),
};

function authorOf(text: string): Mention | undefined {
  const name = text.trim();
  if (/^[a-z][a-z0-9._-]{2,30}$/.test(name)) return likely(personOf(name));
  return likely(nameOf(name));
}

const likely = (mention: Mention | undefined): Mention | undefined =>
  mention && { ...mention, sure: "likely" };

/** Whoever committed what was found in a history. */
export function committerOf({ history }: Finding): Said {
  const commit = history?.introduced;
  if (!commit) return {};
  const mail = mailOf(commit.email);
  return {
    mentions: [nameOf(commit.author), ...(mail.mentions ?? [])],
    claims: [...(mail.claims ?? []), named(mail, commit.author)],
  };
}

export const people: readonly Reader[] = [
  pathReader,
  loginReader,
  mailReader,
  committerReader,
  loginAtReader,
  authorReader,
];
