import { type Item, passed, unknown } from "../item.ts";

export const secretsFromManager: Item = {
  id: "secrets-from-manager",
  title: "Secrets come from a secrets manager",
  why: "What is fetched when it is needed lies in no file that could be published, and can be changed in one place.",
  instead:
    "Start jobs with 'tare run', which fetches secrets and writes down where each came from.",

  judge({ events }) {
    const fetched = events.flatMap(({ happening }) =>
      happening.type === "secret-fetched" ? [happening] : [],
    );
    if (fetched.length === 0) return unknown("the ledger knows of no job that fetched one");
    const fixed = fetched.filter(({ source }) => source === "environment" || source === "file");
    if (fixed.length === 0) return passed(`${fetched.length} were fetched`);
    const names = [...new Set(fixed.map(({ name }) => name))].join(", ");
    return { state: "failed", because: `taken from files or the environment: ${names}` };
  },
};
