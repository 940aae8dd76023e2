import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { matches, parseQuery } from "../../../ui/src/filter/query.ts";
import type {
  FindingCounts,
  FindingDetail,
  FindingsChange,
  Gauge,
  LedgerEvent,
  Page,
  PipelineJob,
  Project,
  ReleaseDetail,
  Role,
  Session,
} from "../../../src/server/api.ts";
import { findingsOf, projects } from "./findings.ts";
import { emptyGauges, gaugesOf } from "./gauges.ts";
import { randomFrom } from "./random.ts";
import { eventsOf, jobsOf, releasesOf } from "./releases.ts";

/** What the browser tests show: the contract of `src/server/api.ts`, kept in memory. */
export interface World {
  role: Role | "nobody" | "first-start";
  readonly findings: FindingDetail[];
  readonly gauges: readonly Gauge[];
  readonly releases: readonly ReleaseDetail[];
  readonly jobs: readonly PipelineJob[];
  readonly events: LedgerEvent[];
}

const now = (): number => Date.now();

/** A year of four projects, always the same but for the day that it ends on. */
export function yearWorld(findings = 2000): World {
  const random = randomFrom(7);
  return {
    role: "admin",
    findings: findingsOf(findings, random, now()),
    gauges: gaugesOf(random, now()),
    releases: releasesOf(60, random, now()),
    jobs: jobsOf(random, now()),
    events: eventsOf(120, random, now()),
  };
}

/** A server to which nobody has sent anything. */
export const emptyWorld = (): World => ({
  role: "admin",
  findings: [],
  gauges: emptyGauges(),
  releases: [],
  jobs: [],
  events: [],
});

export interface Dashboard {
  readonly url: string;
  world: World;
  /** Sends to each page that follows. */
  readonly push: (event: string, data: unknown) => void;
  /** Ends all connections that follow, as a server that goes away does. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** The header that the real server sends, too. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export async function serveDashboard(folder: string, world: World): Promise<Dashboard> {
  const followers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/api/events") follow(response, followers);
    else if (url.pathname.startsWith("/api/")) void answer(dashboard.world, request, response, url);
    else void file(folder, url.pathname, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const dashboard: Dashboard = {
    url: `http://127.0.0.1:${port}/`,
    world,
    push: (event, data) => {
      for (const each of followers)
        each.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    cut: () => {
      for (const each of followers) each.destroy();
      followers.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return dashboard;
}

function follow(response: ServerResponse, followers: Set<ServerResponse>): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("retry: 100\n\n");
  followers.add(response);
  response.on("close", () => followers.delete(response));
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

async function file(folder: string, path: string, response: ServerResponse): Promise<void> {
  const name = path === "/" ? "/index.html" : path;
  try {
    const bytes = await readFile(join(folder, name));
    response.writeHead(200, {
      "content-type": types[extname(name)] ?? "application/octet-stream",
      "content-security-policy": policy,
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

async function answer(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const body = await bodyOf(request);
  const result =
    world.role === "nobody" || world.role === "first-start"
      ? outside(world, url)
      : inside(world, url, body);
  response.writeHead(result === undefined ? 401 : 200, { "content-type": "application/json" });
  response.end(
    JSON.stringify(
      result ?? { error: { code: "unauthenticated", message: "nobody is logged in" } },
    ),
  );
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? undefined : JSON.parse(text);
}

const outside = (world: World, { pathname }: URL): unknown =>
  pathname === "/api/login" ? { password: true, isNew: world.role === "first-start" } : undefined;

const session = (role: Role): Session => ({
  user: {
    id: "u1",
    name: "ana",
    role,
    login: "password",
    createdAt: "2026-01-05T09:00:00Z",
    isDisabled: false,
  },
  csrfToken: "c",
  expiresAt: "2027-01-01T00:00:00Z",
});

/** Answers as the paths of the contract say. */
function inside(world: World, url: URL, body: unknown): unknown {
  const [, , part = "", id, more] = url.pathname.split("/");
  const gauges = world.gauges;
  switch (part) {
    case "session":
      return session(world.role as Role);
    case "projects":
      return pageOf(projectsOf(world), url);
    case "gauges":
      return id === undefined
        ? { gauges, at: new Date().toISOString() }
        : more === undefined
          ? gaugeDetail(world, id)
          : history(world, id);
    case "stages":
      return {
        stage: id,
        gauges: gauges.filter(({ stage }) => stage === id),
        counts: countsOf(world, id),
        events: world.events.filter(({ stage }) => stage === id).slice(0, 50),
      };
    case "ledger":
      return pageOf(
        world.events.filter(({ type }) =>
          [null, type as string].includes(url.searchParams.get("type")),
        ),
        url,
      );
    case "findings":
      return findings(world, url, id, body);
    case "releases":
      return id === undefined
        ? pageOf(world.releases, url)
        : {
            ...world.releases.find((each) => each.id === id),
            difference: {
              before: "r9",
              opened: world.findings.slice(0, 2),
              closed: world.findings.slice(5, 20),
            },
          };
    case "pipelines":
      return pageOf(world.jobs, url);
    default:
      return pageOf(settings[part] ?? [], url);
  }
}

const settings: Readonly<Record<string, readonly object[]>> = {
  users: [
    session("admin").user,
    { ...session("viewer").user, id: "u2", name: "bruno", role: "viewer", projects: ["ranker"] },
  ],
  tokens: [
    {
      id: "t1",
      name: "ci of ranker",
      prefix: "tare_9f3",
      scopes: ["ingest"],
      createdBy: "ana",
      createdAt: "2026-05-01T08:00:00Z",
      lastUsedAt: "2026-11-29T08:00:00Z",
    },
  ],
  webhooks: [
    {
      id: "w1",
      kind: "slack",
      address: "https://hooks.slack.example",
      types: ["finding-opened"],
      createdAt: "2026-05-01T08:00:00Z",
      lastDelivery: { time: "2026-11-29T08:00:00Z", state: "delivered", status: 200 },
    },
  ],
  audit: [
    {
      id: "a1",
      time: "2026-11-29T08:00:00Z",
      actor: "ana",
      action: "token.created",
      subject: "ci of ranker",
      details: { scopes: "ingest" },
    },
  ],
};

const projectsOf = (world: World): Project[] =>
  world.findings.length === 0
    ? []
    : projects.map((name) => ({
        name,
        firstEventAt: "2025-12-01T00:00:00Z",
        lastEventAt: "2026-11-29T00:00:00Z",
        events: 900,
        open: { high: 3 },
      }));

function countsOf(world: World, stage: string | undefined): { type: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const each of world.events)
    if (each.stage === stage) counts.set(each.type, (counts.get(each.type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count }));
}

const gaugeDetail = (world: World, id: string): object => ({
  ...world.gauges.find((each) => each.id === id),
  definition: "Counts what is open at the end of each day, of all projects together.",
  sql: "select count(*)\n  from findings\n where state = 'open' and class = 'secret'\n   and opened_at <= $at",
  types: ["finding-opened", "finding-closed"],
  events: world.events.slice(0, 40),
});

const history = (world: World, id: string): object => {
  const trend = world.gauges.find((each) => each.id === id)?.trend ?? [];
  const points = Array.from({ length: 52 }, (_, week) => ({
    day: new Date(now() - (51 - week) * 7 * 86_400_000).toISOString().slice(0, 10),
    value: week < 20 ? null : (trend[Math.floor(((week - 20) / 32) * 13)] ?? null),
  }));
  return { id, by: "week", points };
};

function findings(world: World, url: URL, id: string | undefined, body: unknown): unknown {
  if (id === "changes") return change(world, body as FindingsChange);
  if (id !== undefined && id !== "counts") return world.findings.find((each) => each.id === id);
  const tokens = parseQuery(url.searchParams.get("q") ?? "");
  const rows = world.findings.filter((each) => matches(tokens, filterable(each), now()));
  return id === "counts" ? counted(rows) : pageOf(rows, url);
}

const filterable = (row: FindingDetail) => ({
  facets: {
    class: [row.class],
    severity: [row.severity],
    state: [row.state],
    project: [row.project],
    rule: [row.rule],
    target: row.targets,
  },
  text: [row.title, row.rule, row.path, row.key, row.preview].join("\n").toLowerCase(),
  since: Date.parse(row.openedAt),
});

function counted(rows: readonly FindingDetail[]): FindingCounts {
  const by = (of: (row: FindingDetail) => string): Record<string, number> =>
    Object.fromEntries([...Map.groupBy(rows, of)].map(([name, { length }]) => [name, length]));
  return {
    total: rows.length,
    bySeverity: by((row) => row.severity),
    byClass: by((row) => row.class),
    byState: by((row) => row.state),
    byProject: by((row) => row.project),
  };
}

function change(world: World, request: FindingsChange): object {
  const state = { accept: "accepted", rotate: "rotated", reopen: "open" } as const;
  const ids = new Set(request.ids);
  for (const [index, row] of world.findings.entries())
    if (ids.has(row.id))
      world.findings[index] = {
        ...row,
        state: state[request.action],
        changedBy: "ana",
        changedAt: new Date().toISOString(),
        ...(request.action === "accept"
          ? { reason: request.reason, expires: request.expires }
          : {}),
      };
  return { findings: world.findings.filter(({ id }) => ids.has(id)), missing: [] };
}

function pageOf<Item>(items: readonly Item[], { searchParams }: URL): Page<Item> {
  const limit = Number(searchParams.get("limit") ?? 100);
  const start = Number(searchParams.get("cursor") ?? 0);
  const end = start + limit;
  return {
    items: items.slice(start, end),
    total: items.length,
    ...(end < items.length ? { next: String(end) } : {}),
  };
}
