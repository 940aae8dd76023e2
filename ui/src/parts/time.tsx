import { signal } from "@preact/signals";
import { exact, relative } from "../words/time.ts";

/** The time as the page shows it, in milliseconds; it moves on twice a minute. */
export const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 30_000);

/** How long ago; the exact time stands in its title. */
export const Ago = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={exact(at)}>
    {relative(at, now.value)}
  </time>
);
