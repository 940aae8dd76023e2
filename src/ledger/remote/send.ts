import { TareError } from "../../core/error.ts";
import { HttpClient, type HttpOptions, jsonOf } from "../../sources/http/client.ts";
import { openOutbox, type Unsent } from "../outbox.ts";

/** A server that collects events, and what lets them in. */
export interface Destination {
  /** `https://tare.example`. */
  readonly server: string;
  readonly token: string;
}

/** What became of the events of a ledger. */
export interface Sent {
  /** Stored now, and those that the server had. */
  readonly stored: number;
  readonly known: number;
  /** What the server does not take, and why. They stay in the ledger. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

/** Of one request; the server takes up to 1,000 and 16 MiB. */
const maxLines = 500;
const maxBytes = 4 * 1024 * 1024;

/** Half a minute of waiting, about, before it is given up until the next command. */
const attempts = 7;

/**
 * Sends what a server does not have of a project's ledger. Ended at any point, the next one goes on.
 *
 * @throws {TareError} `machine`: the server does not answer; `usage`: it does not let these events in.
 */
export async function sendLedger(
  project: string,
  destination: Destination,
  options: HttpOptions = {},
): Promise<Sent> {
  using outbox = await openOutbox(project, destination.server);
  await using client = new HttpClient({ attempts, ...options });
  let sent: Sent = { stored: 0, known: 0, refused: [] };
  for (;;) {
    const unsent = outbox?.next(maxLines, maxBytes);
    if (!outbox || !unsent || unsent.lines.length === 0) return sent;
    const answer = await posted(client, destination, unsent);
    outbox.sent(unsent.end);
    sent = {
      stored: sent.stored + answer.stored,
      known: sent.known + answer.known,
      refused: [...sent.refused, ...answer.refused],
    };
  }
}

async function posted(
  client: HttpClient,
  { server, token }: Destination,
  { lines }: Unsent,
): Promise<Sent> {
  const response = await client.request(`${server.replace(/\/+$/, "")}/api/ledger`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    // Lines are JSON; one that was damaged must not keep the others back.
    body: `{"events":[${lines.filter(isJson).join(",")}]}`,
    repeatable: true,
  });
  if (response.status === 200) return jsonOf(response) as Sent;
  throw new TareError("usage", `${server} does not take events: status ${response.status}`, {
    hint:
      response.status === 401 || response.status === 403
        ? "see that TARE_TOKEN holds, and may ingest"
        : "see that TARE_SERVER is the address of 'tare serve'",
  });
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
