import { TareError } from "../core/error.ts";
import type { Options, Values } from "./options.ts";

/** What only `tare scan` is asked, so that nothing else ever sends a value anywhere. */
export const verifyOptions: Options = {
  verify: {
    type: "boolean",
    help: "Ask the providers of the credentials whether they work: sends each to its provider",
  },
  "verify-plan": {
    type: "boolean",
    help: "Say which calls --verify would make, and make none",
  },
  "verify-host": {
    type: "string",
    takes: "SERVICE=HOST",
    multiple: true,
    help: "Ask this host of yours: gitlab=gitlab.corp.example",
  },
  "verify-proxy": {
    type: "string",
    takes: "URL",
    help: "Ask through this proxy (default: HTTPS_PROXY)",
  },
  "verify-rate": {
    type: "string",
    takes: "N",
    help: "Calls a minute to one host (default 60)",
  },
};

/** @throws {TareError} `usage`: how providers are asked is said, and not that they are. */
export function refuseIdleVerifying(given: Values): void {
  if (given["verify"] === true || given["verify-plan"] === true) return;
  const idle = Object.keys(verifyOptions).find((name) => given[name] !== undefined);
  if (idle !== undefined)
    throw new TareError("usage", `--${idle} says how --verify asks, and nobody is asked`, {
      hint: "add --verify, or --verify-plan to see which calls that would be",
    });
}
