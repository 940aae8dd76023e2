import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { briefOn } from "./brief.ts";
import type { Dossier, Entity } from "./dossier.ts";
import { graphOf } from "./gathered.ts";
import { type Graph, joined } from "./graph.ts";
import { reportWith, seen, type Seen } from "./testing.ts";

const dossier = (...all: readonly Seen[]): Dossier => briefOn(reportWith(...all.map(seen)));

const ofKind = (kind: Entity["kind"], { entities }: Dossier): readonly Entity[] =>
  entities.filter((each) => each.kind === kind);

const named = (kind: Entity["kind"], all: Dossier): readonly string[] =>
  ofKind(kind, all).map(({ name }) => name);

const linksOf = ({ links }: Dossier): readonly string[] =>
  links.map(({ from, kind, to, sure }) => `${from} ${kind} ${to} ${sure}`);

const home = (login: string, path = "release/a.log"): Seen => ({
  rule: "home-path",
  preview: `/home/${login}/project/train.py`,
  path,
});
const mail = (address: string, before = ""): Seen => ({
  rule: "email-address",
  preview: address,
  path: "release/README.md",
  before,
});

describe("people", () => {
  test("a login, an address and a name that are written together or fit are one", () => {
    const [person, ...others] = ofKind(
      "person",
      dossier(home("asmith"), mail("asmith@corp.com", "A. Smith <")),
    );
    expect(others).toEqual([]);
    expect(person?.name).toBe("A. Smith");
    expect(person?.also).toEqual([
      {
        name: "asmith",
        sure: "likely",
        why: "the login is made of the name as organisations do",
      },
      {
        name: "asmith@corp.com",
        sure: "certain",
        why: "name and address are written together",
      },
    ]);
  });

  test.each(["root", "ubuntu", "runner", "jovyan", "ec2-user"])("%s is nobody", (login) => {
    const all = dossier({ rule: "shared-account-path", preview: `/home/${login}/x/train.py` });
    expect(named("person", all)).toEqual([]);
    expect(named("account", all)).toEqual([login]);
  });

  test("an address at a public mail host is not put to a login", () => {
    const all = dossier(home("asmith"), mail("asmith@gmail.com"));
    expect(named("person", all)).toHaveLength(2);
    expect(named("network", all)).toEqual([]);
  });

  test("a login that fits the addresses of two organisations is put to neither", () => {
    const all = dossier(home("asmith"), mail("asmith@corp.com"), mail("asmith@lab.org"));
    expect(named("person", all)).toHaveLength(3);
  });

  test("a login that two names make is put to neither", () => {
    const author = (name: string): Seen => ({ rule: "author-field", preview: name });
    const all = dossier(home("asmith"), author("Ana Smith"), author("Alan Smith"));
    expect(named("person", all)).toHaveLength(3);
    expect(named("person", dossier(home("asmith"), author("Ana Smith")))).toEqual(["Ana Smith"]);
  });

  test("a committer's name and address are one for certain", () => {
    const all = dossier({
      rule: "git-identity",
      preview: "Ana Smith",
      after: " <ana@lab.org> 1700000000 +0100",
    });
    expect(ofKind("person", all)).toMatchObject([
      { name: "Ana Smith", also: [{ name: "ana@lab.org", sure: "certain" }] },
    ]);
  });

  test("role addresses and companies are no people", () => {
    const all = dossier(mail("info@corp.com"), {
      rule: "author-field",
      preview: "ACME Research",
    });
    expect(named("person", all)).toEqual([]);
    expect(named("account", all)).toEqual(["ACME Research", "info@corp.com"]);
  });
});

describe("machines and networks", () => {
  test("a short name and the one full name that begins with it are one", () => {
    const all = dossier(
      { rule: "host-variable", preview: "gpu07" },
      { rule: "internal-host", preview: "gpu07.train.internal.corp" },
    );
    expect(named("machine", all)).toEqual(["gpu07.train.internal.corp"]);
    expect(named("network", all)).toEqual(["*.internal.corp"]);
  });

  test("private addresses are in their range", () => {
    const hosts = ["10.12.4.7", "172.20.3.9", "192.168.44.12", "ip-10-0-12-7.ec2.internal"];
    const all = dossier(...hosts.map((preview) => ({ rule: "private-address", preview })));
    expect(named("network", all)).toEqual(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]);
  });

  test("an address with a port is a service on a machine", () => {
    const all = dossier({
      rule: "internal-host",
      preview: "http://model-builder.internal.corp:8080",
    });
    expect(linksOf(all)).toEqual([
      "machine:model-builder.internal.corp in-network network:*.internal.corp certain",
      "service:model-builder.internal.corp:8080 runs-on machine:model-builder.internal.corp certain",
    ]);
  });
});

describe("credentials", () => {
  const key: Seen = {
    rule: "aws-access-key-id",
    class: "secret",
    preview: "AKIA**** (20 characters)",
    evidence: [
      { kind: "decoded", as: "AWS key id", facts: { account: "123456789012" } },
      { kind: "beside", rule: "aws-secret-access-key" },
    ],
  };
  const secret: Seen = {
    rule: "aws-secret-access-key",
    class: "secret",
    preview: "abcd**** (40 characters)",
  };

  test("a key opens the account that its id names, and storage of the same provider beside it", () => {
    const all = dossier(key, secret, { rule: "s3-bucket", preview: "s3://reviews/raw" });
    const [, id] = ofKind("credential", all).map((each) => each.id);
    expect(linksOf(all)).toContain(`${id} opens account:aws/123456789012 certain`);
    expect(linksOf(all)).toContain(`${id} opens storage:s3/reviews likely`);
    expect(all.attacks.map(({ play, score }) => `${play} ${score}`)).toContain("use-key 25");
    expect(all.attacks.map(({ play }) => play)).toContain("read-storage-with-key");
  });

  test("an id without its secret is no key to use", () => {
    expect(dossier(key).attacks.map(({ play }) => play)).not.toContain("use-key");
  });

  test("an address around a password names service, login and database", () => {
    const all = dossier({
      rule: "postgres-url-password",
      class: "secret",
      preview: "**** (9 characters)",
      before: "DATABASE_URL=postgresql://asmith:",
      after: "@db1.internal.corp:5432/reviews",
    });
    expect(ofKind("service", all)).toMatchObject([
      { name: "postgresql://db1.internal.corp:5432", facts: { database: ["reviews"] } },
    ]);
    expect(all.attacks.map(({ play }) => play)).toContain("open-database");
  });

  test("claims of a token name its tenant and holder, and a Slack token its team", () => {
    const all = dossier(
      {
        rule: "json-web-token",
        class: "secret",
        preview: "eyJh****",
        evidence: [
          {
            kind: "decoded",
            as: "JSON web token",
            facts: {
              email: "ana@corp.com",
              tenant: "3f2a1b4c-aaaa-4bbb-8ccc-0123456789ab",
            },
          },
        ],
      },
      {
        rule: "slack-bot-token",
        class: "secret",
        preview: "xoxb****",
        evidence: [{ kind: "decoded", as: "Slack credential", facts: { team: "305948329698" } }],
      },
    );
    expect(named("account", all)).toEqual([
      "Azure tenant 3f2a1b4c-aaaa-4bbb-8ccc-0123456789ab",
      "Slack team 305948329698",
    ]);
    expect(named("person", all)).toEqual(["ana@corp.com"]);
  });

  test("a clue that a secret stands in is left out", () => {
    const span = { start: 10, end: 60 };
    const all = dossier(
      { rule: "tracking-server", preview: "https://a.corp/hidden-in-here", location: { span } },
      { ...secret, location: { span: { start: 40, end: 60 } } },
    );
    expect(JSON.stringify(all)).not.toContain("hidden-in-here");
  });
});

describe("who and what belongs together", () => {
  test("the one person and the one machine of a file", () => {
    const host = (name: string): Seen => ({ rule: "host-variable", preview: name });
    expect(linksOf(dossier(home("asmith"), host("gpu07")))).toEqual([
      "person:login/asmith uses machine:gpu07 likely",
    ]);
    expect(linksOf(dossier(home("asmith"), home("bjones"), host("gpu07"), host("gpu08")))).toEqual(
      [],
    );
    expect(linksOf(dossier(home("asmith"), { ...host("gpu07"), path: "release/b.log" }))).toEqual(
      [],
    );
  });

  test("a login at a machine is certain, and a machine named after a login is somebody's", () => {
    const all = dossier(
      { rule: "ssh-login", preview: "asmith@login1.hpc.uni.edu" },
      { rule: "host-field", preview: "asmith-desktop", path: "release/b.json" },
    );
    expect(linksOf(all)).toContain("person:login/asmith uses machine:login1.hpc.uni.edu certain");
    expect(linksOf(all)).toContain("person:login/asmith uses machine:asmith-desktop likely");
  });

  test("remotes and runs name projects and their owners", () => {
    const all = dossier(
      { rule: "git-ssh-remote", preview: "git@github.com:acme-ml/ranker.git" },
      { rule: "tracker-run", preview: "https://wandb.ai/acme-nlp/ranker/runs/3f2a1b9c" },
      { rule: "hub-repository", preview: "asmith/private-notes" },
    );
    expect(named("project", all)).toEqual([
      "github.com/acme-ml/ranker",
      "huggingface.co/asmith/private-notes",
      "wandb.ai/acme-nlp/ranker",
    ]);
  });
});

describe("software", () => {
  test.each([
    ["package-pin", "torch==1.9.0+cu111", "", "torch 1.9.0+cu111"],
    ["package-pin", "transformers[torch]==4.11.3", "", "transformers 4.11.3"],
    ["conda-pin", "pytorch=1.9.0=py3.8_cuda11.1", "", "torch 1.9.0"],
    ["locked-package", `scikit_learn"\nversion = "1.5.2`, "", "scikit-learn 1.5.2"],
    ["locked-package", "torch\nVersion: 2.1.0", "", "torch 2.1.0"],
    ["library-version", "4.41.2", `"transformers_version": "`, "transformers 4.41.2"],
    ["library-version", "1.5.2", `$._sklearn_version="`, "scikit-learn 1.5.2"],
    ["framework-banner", "2.1.0+cu121", "PyTorch version: ", "torch 2.1.0+cu121"],
    ["cuda-version", "535.104.05", "| Driver Version: ", "nvidia-driver 535.104.05"],
    ["cuda-version", "2.18.3+cuda12.1", "NCCL version ", "nccl 2.18.3"],
    ["kernel-version", "Linux-5.15.0-1051-aws-x86_64-with-glibc2.31", "", "linux 5.15.0-1051-aws"],
    ["python-build", "3.8.10 (default, Nov 14 2022, 12:59:47) [GCC 9.4.0]", "", "python 3.8.10"],
  ])("%s %j after %j is %s", (rule, preview, before, name) => {
    expect(named("software", dossier({ rule, preview, before, class: "stack" }))).toEqual([name]);
  });
});

test("npm's packages are software where npm writes them, and nowhere else", () => {
  const preview = `@xenova/transformers",\n  "version": "2.17.2`;
  const at = (path: string) => dossier({ rule: "npm-package", preview, path, class: "stack" });
  expect(ofKind("software", at("x.tgz!/package/package.json"))).toMatchObject([
    {
      name: "@xenova/transformers 2.17.2",
      facts: { purl: ["pkg:npm/%40xenova/transformers@2.17.2"] },
    },
  ]);
  expect(named("software", at("release/run.json"))).toEqual([]);
});

/** Findings of many kinds that have to do with each other. */
const findings: readonly Finding[] = [
  home("asmith"),
  home("bjones", "release/b.log"),
  mail("asmith@corp.com", "Ana Smith <"),
  { rule: "author-field", preview: "A. Smith" },
  { rule: "host-variable", preview: "gpu07" },
  { rule: "internal-host", preview: "gpu07.train.internal.corp" },
  { rule: "internal-host", preview: "http://mlflow.internal.corp:5000" },
  { rule: "s3-bucket", preview: "s3://reviews/raw" },
  { rule: "aws-arn", preview: "arn:aws:iam::123456789012:role/train" },
  { rule: "package-pin", preview: "torch==1.9.0" },
  { rule: "huggingface-user-token", class: "secret" as const, preview: "hf_q****" },
  { rule: "git-ssh-remote", preview: "git@github.com:acme-ml/ranker.git" },
].map(seen);

const some = fc.shuffledSubarray([...findings]);

describe("properties", () => {
  test("the order of findings does not matter", () => {
    const whole = briefOn(reportWith(...findings));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...findings], { minLength: findings.length }),
        (shuffled) => {
          expect(briefOn(reportWith(...shuffled))).toEqual(whole);
        },
      ),
    );
  });

  test("graphs are joined in any grouping and order, and twice is once", () => {
    const graph = (part: readonly Finding[]): Graph => joined(part.map(graphOf));
    fc.assert(
      fc.property(some, some, some, (one, two, three) => {
        const [a, b, c] = [graph(one), graph(two), graph(three)];
        expect(joined([a, joined([b, c])])).toEqual(joined([joined([a, b]), c]));
        expect(joined([a, b])).toEqual(joined([b, a]));
        expect(joined([a, a])).toEqual(a);
      }),
    );
  });

  test("every end of a link and every target of an attack is an entity, and all have evidence", () => {
    fc.assert(
      fc.property(some, (part) => {
        const { entities, links, attacks } = briefOn(reportWith(...part));
        const ids = new Set(entities.map(({ id }) => id));
        for (const { from, to } of links) expect(ids.has(from) && ids.has(to)).toBe(true);
        for (const { targets } of attacks)
          for (const target of targets) {
            expect(target.entities.every((id) => ids.has(id))).toBe(true);
            expect(target.evidence.length).toBeGreaterThan(0);
          }
        for (const { evidence } of entities) expect(evidence.length).toBeGreaterThan(0);
      }),
    );
  });
});

test("a thousand of each are put together in a moment", () => {
  const many = Array.from({ length: 1000 }, (_, at) => [
    seen({ ...home(`user${at}x`), path: `release/${at % 50}.log` }),
    seen({
      rule: "internal-host",
      preview: `node${at}.internal.corp`,
      path: `release/${at % 50}.log`,
    }),
    seen({ rule: "s3-bucket", preview: `s3://bucket-${at}/x`, path: "release/all.log" }),
  ]).flat();
  const { entities } = briefOn(reportWith(...many));
  expect(entities.length).toBe(3001);
});
