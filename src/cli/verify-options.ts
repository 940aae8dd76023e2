import type { Options } from "./options.ts";

/** What only `tare scan` is asked, so that nothing else ever sends a value anywhere. */
export const verifyOptions: Options = {
  verify: {
    type: "boolean",
    help: "Ask the providers of the credentials whether they work: sends each to its provider",
  },
  "verify-plan": {
    type: "boolean",
    not: ["verify"],
    help: "Say which calls --verify would make, and make none",
  },
  "verify-host": {
    type: "string",
    with: ["verify", "verify-plan"],
    takes: "SERVICE=HOST",
    multiple: true,
    help: "Ask this host of yours: gitlab=gitlab.corp.example",
  },
  "verify-proxy": {
    type: "string",
    with: ["verify", "verify-plan"],
    takes: "URL",
    help: "Ask through this proxy (default: HTTPS_PROXY)",
  },
  "verify-rate": {
    type: "string",
    with: ["verify", "verify-plan"],
    takes: "N",
    help: "Calls a minute to one host (default 60)",
  },
};
