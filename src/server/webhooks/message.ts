import type { LedgerEvent, WebhookKind } from "../api.ts";
import { all } from "../../ledger/events/index.ts";

/** More events than this are counted, not told one by one. */
const mostSentences = 5;

/**
 * What a webhook is sent about events, a program about one. Texts of events are shown as
 * they stand, and never as markup.
 */
export function messageOf(kind: WebhookKind, events: readonly LedgerEvent[]): object {
  switch (kind) {
    case "generic":
      return { schema: "tare/webhook/v1", event: events[0] };
    case "slack":
      return { text: linesOf(events, slackText).join("\n") };
    case "teams":
      return card(linesOf(events, cardText).join("\n\n"));
  }
}

type Escape = (text: string) => string;

function linesOf(events: readonly LedgerEvent[], escaped: Escape): readonly string[] {
  if (events.length <= mostSentences) return events.map((each) => sentence(each, escaped));
  const same = Map.groupBy(events, (each) => beginning(each, escaped));
  return [...same].map(([line, { length }]) => (length === 1 ? line : `${line}, ${length} times`));
}

const beginning = ({ project, type }: LedgerEvent, escaped: Escape): string =>
  `${escaped(project)}: ${all[type].title}`;

/** `model: a finding is new (aws-access-key-id in train.log)`. */
function sentence(event: LedgerEvent, escaped: Escape): string {
  const { data } = event;
  const place = fieldIn(data["view"], "path") ?? data["target"];
  const about = [fieldIn(data["finding"], "rule"), place === "." ? undefined : place].filter(
    (each) => typeof each === "string",
  );
  const details = about.length === 0 ? "" : ` (${about.map(escaped).join(" in ")})`;
  return `${beginning(event, escaped)}${details}`;
}

const fieldIn = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** https://api.slack.com/reference/surfaces/formatting#escaping */
const slackText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** https://learn.microsoft.com/connectors/teams: a message with an adaptive card. */
const card = (text: string): object => ({
  type: "message",
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: {
        $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
        type: "AdaptiveCard",
        version: "1.4",
        body: [{ type: "TextBlock", wrap: true, text }],
      },
    },
  ],
});

/** Cards read Markdown. */
const cardText = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]()#+!|<>~-]/g, String.raw`\$&`);
