import { say } from "./notices.tsx";

/** A command to copy. */
export function Command({ text }: { text: string }) {
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => say("Copied."),
      () => say("The browser does not let this page copy. Select the command by hand."),
    );
  };
  return (
    <span class="command">
      <code>{text}</code>
      <button type="button" class="plain" onClick={copy} aria-label={`Copy: ${text}`}>
        Copy
      </button>
    </span>
  );
}
