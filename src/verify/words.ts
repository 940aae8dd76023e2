import type { LiveCheck } from "../core/live-check.ts";

/** What to do where only the user can know the host. */
export const unnamedHost = ({ selfHosted = "" }: LiveCheck): string =>
  `name its host with --verify-host ${selfHosted}=HOST`;
