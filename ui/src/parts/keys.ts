import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const storageKey = "tare-keys";

/** Whether single keys do something: whoever speaks to the machine may not want that (WCAG 2.2, 2.1.4). */
export const keysOn = signal(stored());

function stored(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

export function turnKeys(on: boolean): void {
  keysOn.value = on;
  try {
    localStorage.setItem(storageKey, on ? "on" : "off");
  } catch {
    // It lasts as long as the page.
  }
}

/** How long the second key of `g f` may take, in milliseconds. */
const patience = 1200;
let prefix = "";
let prefixAt = 0;

/**
 * Runs what stands for a key (`j`, `?`, `Escape`) or for two in a row (`g f`),
 * but not while somebody types or a dialog is open.
 */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!keysOn.value || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const before = event.timeStamp - prefixAt < patience ? prefix : "";
      const action = actions[`${before} ${event.key}`.trim()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [actions]);
}

/** Remembers a `g` for the key after it; called once, behind all that use keys. */
export function followPrefixes(): void {
  addEventListener("keydown", (event) => {
    prefix = event.key === "g" && !isTyping(event.target) ? "g" : "";
    prefixAt = event.timeStamp;
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.matches("textarea, select, input:not([type=checkbox])") || target.isContentEditable)
  );
}
