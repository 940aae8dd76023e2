import { lutimes, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The first day that a zip can tell, in every time zone (APPNOTE.TXT §4.4.6). */
const neutral = new Date("1980-01-02T00:00:00Z");

/** When the files of a copy say that they were written: `SOURCE_DATE_EPOCH`, in seconds, or a day that tells nothing. */
export function neutralTime(env: Readonly<Record<string, string | undefined>>): Date {
  const seconds = Number(env["SOURCE_DATE_EPOCH"] || Number.NaN);
  return Number.isSafeInteger(seconds) ? new Date(seconds * 1000) : neutral;
}

/** Sets the times of all in a folder, and of the folder itself. Links are not followed. */
export async function setTimes(folder: string, time: Date): Promise<void> {
  for (const each of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, each.name);
    await (each.isDirectory() ? setTimes(path, time) : lutimes(path, time, time));
  }
  await lutimes(folder, time, time);
}
