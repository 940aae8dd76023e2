import type { LedgerEvent, WebhookKind } from "../api.ts";
import { all } from "../../ledger/events/index.ts";

/** What a webhook is sent about an event. Texts of events are shown as they stand, and never as markup. */
export function messageOf(kind: WebhookKind, event: LedgerEvent): object {
  switch (kind) {
    case "generic":
      return { schema: "tare/webhook/v1", event };
    case "slack":
      return { text: sentence(event, slackText) };
    case "teams":
      return card(event);
  }
}

/** `model: a finding is new (aws-access-key-id in train.log)`. */
function sentence({ project, type, data }: LedgerEvent, escaped: (text: string) => string): string {
  const place = fieldIn(data["view"], "path") ?? data["target"];
  const about = [fieldIn(data["finding"], "rule"), place === "." ? undefined : place].filter(
    (each) => typeof each === "string",
  );
  const details = about.length === 0 ? "" : ` (${about.map(escaped).join(" in ")})`;
  return `${escaped(project)}: ${all[type].title}${details}`;
}

const fieldIn = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** https://api.slack.com/reference/surfaces/formatting#escaping */
const slackText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** https://learn.microsoft.com/connectors/teams: a message with an adaptive card. */
const card = (event: LedgerEvent): object => ({
  type: "message",
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: {
        $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
        type: "AdaptiveCard",
        version: "1.4",
        body: [{ type: "TextBlock", wrap: true, text: sentence(event, cardText) }],
      },
    },
  ],
});

/** Cards read Markdown. */
const cardText = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]()#+!|<>~-]/g, String.raw`\$&`);
