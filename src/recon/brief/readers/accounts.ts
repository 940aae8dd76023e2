import type { Mention, Reader, Said } from "../reader.ts";

export const awsAccount = (number: string): Mention => ({
  kind: "account",
  id: `aws/${number}`,
  name: `AWS account ${number}`,
  facts: { provider: "aws", number },
});

export const googleProject = (id: string): Mention => ({
  kind: "account",
  id: `google/${id}`,
  name: `Google Cloud project ${id}`,
  facts: { provider: "google", project: id },
});

const arnReader: Reader = {
  rules: ["aws-arn"],
  read: ({ preview }) => {
    const [, , , service = "", region = "", number = "", ...rest] = [
      preview,
      ...preview.split(":"),
    ];
    if (!/^\d{12}$/.test(number)) return {};
    const resource = rest.join(":");
    const account = awsAccount(number);
    return {
      mentions: [
        {
          ...account,
          facts: {
            ...account.facts,
            region: region || undefined,
            ...(resource.startsWith("role/") || resource.startsWith("assumed-role/")
              ? { role: resource.replace(/^(?:assumed-)?role\//, "") }
              : { resource: `${service}:${resource}` }),
          },
        },
      ],
    };
  },
};

const numberReader: Reader = {
  rules: ["aws-account"],
  read: ({ preview }) => ({ mentions: [awsAccount(preview)] }),
};

const serviceAccountReader: Reader = {
  rules: ["gcp-service-account"],
  read: ({ preview }) => googleServiceAccount(preview),
};

/** A service account, and the project that its address names. */
export function googleServiceAccount(address: string): Said {
  const [, local = "", domain = ""] = /^([^@]+)@(.+)$/.exec(address) ?? [];
  const account: Mention = {
    kind: "account",
    id: `google/${address}`,
    name: address,
    facts: { provider: "google", type: "service account" },
  };
  const id = /^([a-z][a-z0-9-]+)\.iam\./.exec(domain)?.[1];
  const number = /^(\d{6,14})-compute$/.exec(local)?.[1];
  const project = id ?? number;
  if (project === undefined) return { mentions: [account] };
  return {
    claims: [
      {
        from: googleProject(project),
        kind: "owns",
        to: account,
        why: "its address names the project",
      },
    ],
  };
}

const projectReader: Reader = {
  rules: ["gcp-project"],
  read: ({ preview }) => ({ mentions: [googleProject(preview)] }),
};

const azureReader: Reader = {
  rules: ["azure-resource"],
  read: ({ preview }) => {
    const part = (name: string): string | undefined =>
      new RegExp(`/${name}/([^/]+)`, "i").exec(preview)?.[1];
    const id = part("subscriptions");
    if (id === undefined) return {};
    return {
      mentions: [
        {
          kind: "account",
          id: `azure/${id.toLowerCase()}`,
          name: `Azure subscription ${id}`,
          facts: {
            provider: "azure",
            group: part("resourceGroups"),
            workspace: part("workspaces"),
          },
        },
      ],
    };
  },
};

export const azureTenant = (id: string): Mention => ({
  kind: "account",
  id: `azure/${id.toLowerCase()}`,
  name: `Azure tenant ${id}`,
  facts: { provider: "azure" },
});

const tenantReader: Reader = {
  rules: ["azure-tenant"],
  read: ({ preview }) => ({ mentions: [azureTenant(preview)] }),
};

export const accounts: readonly Reader[] = [
  arnReader,
  numberReader,
  serviceAccountReader,
  projectReader,
  azureReader,
  tenantReader,
];
