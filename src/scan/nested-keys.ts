import { MalformedError } from "../core/error.ts";
import { JsonReader } from "../formats/kit/json-reader.ts";

/**
 * Where in a string a place is, if the string is JSON itself, as those are that
 * kohya's trainer puts into the header of a LoRA: the key path of the string,
 * and behind it the path in the JSON. Else the key path of the string.
 *
 * @param text The string, decoded.
 * @param key The key path of the string.
 * @returns A function of the offset in `text`, to be called with ascending ones.
 */
export function nestedKeys(text: Uint8Array, key: string): (offset: number) => string {
  if (!isJson(text)) return () => key;
  const reader = new JsonReader("json");
  reader.load(text, 0);
  let isDamaged = false;
  return (offset) => {
    try {
      if (!isDamaged && reaches(reader, offset)) return reader.path(key);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      isDamaged = true;
    }
    return key;
  };
}

const ends: Readonly<Record<number, number>> = { 0x7b: 0x7d, 0x5b: 0x5d };
/** A template in Jinja starts with a brace as well. */
const opening = /^(?:\{\s*"|\[\s*["[{])/;

/** Whether the text is in brackets and starts as JSON; what else is in it shows while it is walked. */
const isJson = (text: Uint8Array): boolean =>
  ends[text[0] ?? 0] === text[text.length - 1] &&
  opening.test(Buffer.from(text.subarray(0, 64)).toString("latin1"));

/** Goes to the place, and says whether it stands in a document. */
function reaches(reader: JsonReader, offset: number): boolean {
  for (;;) {
    const event = reader.next(offset);
    if (event === "string" && reader.end < offset) continue;
    return event !== "block" && reader.depth > 0;
  }
}
