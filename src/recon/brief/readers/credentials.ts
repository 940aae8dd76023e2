import type { Finding } from "../../../core/finding.ts";
import { servedAt } from "../mentions/machine.ts";
import { mailOf, personOf } from "../mentions/person.ts";
import { type Address, addressIn, isInternal } from "../names/hosts.ts";
import { providerOf } from "../names/providers.ts";
import type { Claim, Mention, Said } from "../reader.ts";
import { awsAccount, azureTenant } from "./accounts.ts";

const decodedFacts = ({ evidence = [] }: Finding): Readonly<Record<string, string>> =>
  Object.assign({}, ...evidence.map((each) => (each.kind === "decoded" ? each.facts : {})));

/** The credential itself: known by its fingerprint, shown only masked. */
function credentialOf(finding: Finding): Mention {
  const { fingerprint, title, preview, rule, confidence, verified } = finding;
  return {
    kind: "credential",
    id: fingerprint,
    name: `${title} ${preview.replace(/ \(\d+ characters\)$/, "")}`,
    sure: confidence === "high" ? "certain" : "likely",
    facts: {
      rule,
      provider: providerOf(rule)?.id,
      half: /(?:key|secret)-id$/.test(rule) ? "id" : undefined,
      state: verified === "unknown" ? undefined : verified,
      ...decodedFacts(finding),
    },
    harm: { severity: finding.severity, means: finding.harm, remedy: finding.remedy },
  };
}

/** What a credential is, and what it says of where it opens. */
export function readCredential(finding: Finding): Said {
  const credential = credentialOf(finding);
  const opens = (to: Mention | undefined, why: string): Claim | undefined =>
    to && { from: credential, kind: "opens", to, why };
  return {
    mentions: [credential],
    claims: [
      opens(serviceOf(finding.rule), "its form is that of the service's keys"),
      ...accountsOf(finding).map((each) => opens(each, "the credential itself names it")),
      ...holderClaims(credential, finding),
      ...addressClaims(credential, finding),
    ],
  };
}

function serviceOf(rule: string): Mention | undefined {
  const provider = providerOf(rule);
  return (
    provider && {
      kind: "service",
      id: `provider/${provider.id}`,
      name: provider.service,
      facts: { type: "provider", provider: provider.id, reach: "public" },
    }
  );
}

/** What a fact of a credential names, if it has the form of that. */
const named: readonly {
  readonly fact: string;
  readonly form: RegExp;
  readonly of: (value: string) => Mention | undefined;
}[] = [
  // A made-up key id decodes as more digits than an account has.
  { fact: "account", form: /^\d{12}$/, of: awsAccount },
  { fact: "tenant", form: /^[0-9a-f-]{36}$/i, of: azureTenant },
  { fact: "team", form: /./, of: (id) => plainAccount("slack", `Slack team ${id}`, id) },
  { fact: "user", form: /./, of: (id) => plainAccount("discord", `Discord user ${id}`, id) },
  { fact: "issuer", form: /\./, of: issuerOf },
];

/** The accounts that are written into the credential. */
function accountsOf(finding: Finding): readonly Mention[] {
  const facts = decodedFacts(finding);
  return named.flatMap(({ fact, form, of }) => {
    const value = facts[fact];
    return value !== undefined && form.test(value) ? (of(value) ?? []) : [];
  });
}

/** Whoever gave out a token. */
function issuerOf(issuer: string): Mention | undefined {
  const host = addressIn(issuer)?.host;
  if (host === undefined || !host.includes(".")) return undefined;
  return {
    kind: "service",
    id: host,
    name: host,
    facts: { type: "login service", reach: isInternal(host) ? "internal" : "public" },
  };
}

function plainAccount(provider: string, name: string, id: string): Mention {
  return { kind: "account", id: `${provider}/${id.toLowerCase()}`, name, facts: { provider } };
}

/** Whose it is, where its claims say so. */
function holderClaims(credential: Mention, finding: Finding): readonly Claim[] {
  const { email, subject } = decodedFacts(finding);
  const address = email ?? (subject?.includes("@") === true ? subject : undefined);
  const mail = address === undefined ? {} : mailOf(address);
  const [holder] = mail.mentions ?? [];
  if (!holder) return [];
  const why = "the credential itself names its holder";
  return [
    { from: holder, kind: "owns", to: credential, why },
    ...(mail.claims ?? []).filter((claim) => claim !== undefined),
  ];
}

/** `postgresql://asmith:` before a password, and `@db1.corp:5432/reviews` behind it. */
const before = /([a-z][a-z0-9+]{1,20}):\/\/([^\s/:@"'*]{0,100}):$/i;
const after = /^@([\w.-]{2,200})(?::(\d{1,5}))?(?:\/([\w.-]{1,80}))?/;

/** The address that a password stands in, and what it names besides. */
function addressAround({
  context,
}: Finding):
  | { readonly address: Address; readonly login: string; readonly database: string | undefined }
  | undefined {
  const [, scheme, login = ""] = before.exec(context?.before ?? "") ?? [];
  const [, host, port, database] = after.exec(context?.after ?? "") ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  return {
    address: { scheme, host: host.toLowerCase(), path: "", ...(port !== undefined && { port }) },
    login,
    database,
  };
}

/** What is behind a web address of some rules. */
const types: Readonly<Record<string, string>> = { "pip-index-login": "package index" };

/** What the address around a password names: the service, the login, the database. */
function addressClaims(credential: Mention, finding: Finding): readonly Claim[] {
  const around = addressAround(finding);
  if (!around) return [];
  const { address, login, database } = around;
  const isWeb = /^(?:https?|git|ssh)$/i.test(address.scheme ?? "");
  const { service, claims } = servedAt(address, isWeb ? types[finding.rule] : "database");
  const why = "it stands in the address";
  const opened = isWeb ? service : { ...service, facts: { ...service.facts, database } };
  const holder = personOf(login);
  return [
    { from: credential, kind: "opens", to: opened, why },
    ...claims,
    ...(holder ? [{ from: holder, kind: "owns", to: credential, why } as const] : []),
  ];
}
