import { createHash } from "node:crypto";
import type { LiveAnswer, Verified } from "../core/finding.ts";
import { type Judgement, judged } from "./answer.ts";
import { type AskedHost, hostsOf, type OwnHost } from "./hosts.ts";
import { givensOf, type Question } from "./questions.ts";
import { type Draft, draftOf, type Given, type Outgoing, signed } from "./request.ts";
import { type Send, SendError } from "./send.ts";
import { Turns } from "./turns.ts";
import { unnamedHost } from "./words.ts";

/** A call that was made. It names the credential by its fingerprint alone. */
export interface MadeCall {
  readonly rule: string;
  readonly host: string;
  readonly result: Verified;
  readonly fingerprint: string;
}

export interface AskOptions {
  readonly send: Send;
  readonly own: readonly OwnHost[];
  /** Calls to one host. */
  readonly perMinute: number;
  readonly signal?: AbortSignal;
}

/** What came of a question. */
export interface Outcome {
  readonly verified: Verified;
  readonly live: LiveAnswer;
}

/** More calls than this look like an attack to a provider, and more keys than this are a data set. */
const mostCalls = { perHost: 100, inAll: 1000 };

/** A host that fails so often in a row is asked no more. */
const mostFailures = 2;

/** A host that asks for a longer rest is asked no more, in seconds. */
const longestRest = 30;

/** Asks providers, one call after the other to each, and none twice. */
export class Asker {
  readonly #options: AskOptions;
  readonly #turns: Turns;
  readonly #known = new Map<string, Promise<Judgement>>();
  /** Why a host is asked no more. */
  readonly #closed = new Map<string, string>();
  readonly #failures = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  readonly calls: MadeCall[] = [];

  constructor(options: AskOptions) {
    this.#options = options;
    this.#turns = new Turns(options.perMinute, options.signal);
  }

  /** Asks about a credential until some host takes it. */
  async ask(question: Question): Promise<Outcome> {
    const givens = givensOf(question);
    if (typeof givens === "string") return unknown(givens);
    const hosts = hostsOf(question.rule.check, this.#options.own);
    if (hosts.length === 0) return unknown(unnamedHost(question.rule.check));
    const answers: Answered[] = [];
    for (const given of givens)
      for (const host of hosts) {
        const judgement = await this.#judgement(question, host.host, given);
        if (judgement.result === "active")
          return { verified: "active", live: { host: host.host, facts: judgement.facts } };
        answers.push({ host, judgement });
      }
    return refused(question, answers, givens.length);
  }

  async #judgement(question: Question, host: string, given: Given): Promise<Judgement> {
    const { check } = question.rule;
    const draft = draftOf(check, host, given);
    if (typeof draft === "string") return { result: "unknown", reason: draft };
    const key = keyOf(draft);
    const known = this.#known.get(key) ?? this.#call(question, draft, Object.values(given));
    this.#known.set(key, known);
    return known;
  }

  async #call(question: Question, draft: Draft, secrets: readonly string[]): Promise<Judgement> {
    const { rule, fingerprint } = question;
    const { host } = draft.url;
    const request = await signed(rule.check, draft);
    if (typeof request === "string") return { result: "unknown", reason: request };
    const closed = await this.#turn(host);
    if (closed !== undefined) return { result: "unknown", reason: closed };
    const judgement = await this.#sent(question, request, secrets);
    this.calls.push({ rule: rule.id, host, result: judgement.result, fingerprint });
    return judgement;
  }

  /** Waits for the turn of a host; says why it does not come. */
  async #turn(host: string): Promise<string | undefined> {
    if (this.#closed.has(host)) return this.#closed.get(host);
    const count = (this.#counts.get(host) ?? 0) + 1;
    const all = [...this.#counts.values()].reduce((sum, each) => sum + each, 0);
    if (count > mostCalls.perHost || all >= mostCalls.inAll)
      return `not asked: ${mostCalls.perHost} calls to a host are the most, ${mostCalls.inAll} in all`;
    this.#counts.set(host, count);
    try {
      await this.#turns.wait(host);
    } catch {
      return "not asked: stopped";
    }
    return this.#closed.get(host);
  }

  async #sent(
    { rule }: Question,
    request: Outgoing,
    secrets: readonly string[],
  ): Promise<Judgement> {
    const { host } = request.url;
    try {
      let answer = await this.#options.send(request);
      const rest = restOf(answer.headers["retry-after"]);
      if (answer.status === 429 && rest !== undefined) {
        await this.#turns.rest(host, rest * 1000);
        answer = await this.#options.send(request);
      }
      this.#failures.set(host, 0);
      if (answer.status === 429) this.#closed.set(host, "refused by rate limit");
      return judged(rule.check, answer, secrets);
    } catch (error) {
      if (this.#options.signal?.aborted) return { result: "unknown", reason: "stopped" };
      if (!(error instanceof SendError)) throw error;
      this.#failed(host, error.message);
      return { result: "unknown", reason: error.message };
    }
  }

  #failed(host: string, why: string): void {
    const failures = (this.#failures.get(host) ?? 0) + 1;
    this.#failures.set(host, failures);
    if (failures >= mostFailures) this.#closed.set(host, why);
  }
}

const unknown = (reason: string): Outcome => ({ verified: "unknown", live: { reason } });

interface Answered {
  readonly host: AskedHost;
  readonly judgement: Judgement;
}

/**
 * What it means that no host took it. It does not work only if each that could
 * know it says so, and it was put together in the one way there is.
 */
function refused({ rule }: Question, answers: readonly Answered[], ways: number): Outcome {
  const last = answers.at(-1)?.host.host ?? "";
  for (const { host, judgement } of answers)
    if (judgement.result === "unknown")
      return { verified: "unknown", live: { host: host.host, reason: judgement.reason } };
  if (ways > 1)
    return {
      verified: "unknown",
      live: {
        host: last,
        reason: "refused with all that stands nearby, of which not all is its own",
      },
    };
  if (answers.every(({ host }) => host.isFinal))
    return { verified: "inactive", live: { host: last } };
  const name = `--verify-host ${rule.check.selfHosted ?? ""}=HOST`;
  return {
    verified: "unknown",
    live: { host: last, reason: `refused there; if it is of another host, name that with ${name}` },
  };
}

/** The same request is not made twice, whichever rule found its parts. Only a digest of it is kept. */
const keyOf = (draft: Draft): string =>
  createHash("sha256")
    .update(JSON.stringify([draft.url.href, draft.headers, draft.auth, draft.body]))
    .digest("hex");

/** Of a `Retry-After` in seconds that is short enough to be waited for. */
function restOf(header: string | readonly string[] | undefined): number | undefined {
  const seconds = typeof header === "string" && header !== "" ? Number(header) : NaN;
  return seconds >= 0 && seconds <= longestRest ? seconds : undefined;
}
