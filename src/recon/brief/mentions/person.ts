import {
  isPersonName,
  isPipeline,
  isPublicMail,
  isRole,
  isShared,
  plain,
} from "../names/persons.ts";
import type { Mention, Said } from "../reader.ts";
import { networkMention } from "./machine.ts";

/** The person who logs in by a name; an account where many do. */
export function personOf(login: string): Mention | undefined {
  const name = login.trim();
  if (name.includes("@")) return mailOf(name).mentions?.[0];
  if (name.length < 2) return undefined;
  if (isShared(name))
    return {
      kind: "account",
      id: `shared/${name.toLowerCase()}`,
      name,
      facts: { type: isPipeline(name) ? "pipeline" : "shared login" },
    };
  return { kind: "person", id: `login/${plain(name)}`, name, facts: { login: name } };
}

/** The person who has an address, and where it is; an account where it is a role's. */
export function mailOf(address: string): Said {
  const [, local = "", domain = ""] = /^([^@\s]+)@([\w.-]+)$/.exec(address.toLowerCase()) ?? [];
  if (domain === "") return {};
  const mail = `${local}@${domain}`;
  const network = isPublicMail(domain) ? undefined : networkMention(`mail.${domain}`);
  const owner: Mention = isRole(local)
    ? { kind: "account", id: `mail/${mail}`, name: mail, facts: { type: "role address" } }
    : { kind: "person", id: `mail/${mail}`, name: mail, facts: { mail } };
  return {
    mentions: [owner],
    claims: [
      network && {
        from: owner,
        kind: "mail-at",
        to: { ...network, facts: { ...network.facts, mail: domain } },
        why: "the address says so",
      },
    ],
  };
}

/** The person of a name; an account where a group has it. */
export function nameOf(name: string): Mention | undefined {
  const text = name.trim().replaceAll(/\s+/g, " ");
  if (isShared(text)) return undefined;
  if (isPersonName(text))
    return { kind: "person", id: `name/${plain(text)}`, name: text, facts: { name: text } };
  if (/^[a-z][a-z0-9._-]{2,30}$/.test(text)) return personOf(text);
  if (!/^\p{Lu}[\p{L}\d&. -]{2,60}$/u.test(text)) return undefined;
  return {
    kind: "account",
    id: `group/${plain(text)}`,
    name: text,
    sure: "likely",
    facts: { type: "group or company" },
  };
}
