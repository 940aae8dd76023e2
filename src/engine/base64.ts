/** What base64 or base64url spells, one character per byte; `undefined` if it is neither. */
export function textIn(base64: string): string | undefined {
  const standard = base64
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/(?<!=)=+$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(standard) || standard.length % 4 === 1) return undefined;
  return atob(standard);
}

/** The same, as bytes. */
export function bytesIn(base64: string): Uint8Array | undefined {
  const text = textIn(base64);
  return text === undefined ? undefined : Uint8Array.from(text, (each) => each.charCodeAt(0));
}

/** The JSON that base64 or base64url spells; `undefined` where there is none. */
export function jsonIn(base64: string): unknown {
  try {
    return JSON.parse(textIn(base64) ?? "");
  } catch {
    return undefined;
  }
}
