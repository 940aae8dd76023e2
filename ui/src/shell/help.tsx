import { signal } from "@preact/signals";
import { isReport } from "../mode.ts";
import { Dialog } from "../parts/dialog.tsx";
import { KeysSwitch } from "../parts/keys-switch.tsx";

export const isHelpOpen = signal(false);

/** What changes a finding, and pages that a report does not have. */
const serverKeys = new Set(["x", "a", "r", "o", "z", "g r", "g p"]);

const keys = [
  ["j  k", "next, previous finding"],
  ["Enter  e", "explain it: why it matters, what to do"],
  ["x", "select it"],
  ["a", "accept it, with a reason and an end"],
  ["r", "its secret was rotated"],
  ["o", "open it again"],
  ["z", "take the last change back"],
  ["/", "search and filter"],
  ["Esc", "back to the list"],
  ["g c", "battlecard"],
  ["g f", "findings"],
  ["g r", "releases"],
  ["g p", "pipelines"],
  ["?", "these keys"],
] as const;

const shownKeys = keys
  .filter(([key]) => !isReport || !serverKeys.has(key))
  .map(([key, does]) => [key, isReport && key === "g c" ? "summary" : does] as const);

const tokens = [
  ["class:secret", "by what it gives away"],
  ["severity:critical,high", "one of several"],
  ...(isReport
    ? ([["rule:s3-bucket", "by rule"]] as const)
    : ([
        ["project:model", "by project; also rule:, target:"],
        ["state:open", "open, accepted, rotated, closed"],
        ["age:>30d", "older; age:<12h is younger"],
      ] as const)),
  ["!class:path", "not that"],
  ['"two words"', "words in title, rule, place or preview"],
] as const;

export const Help = () => (
  <Dialog
    title="Keys and filters"
    onClose={() => {
      isHelpOpen.value = false;
    }}
  >
    <dl class="keys">
      {shownKeys.map(([key, does]) => (
        <div key={key}>
          <dt>
            {key.split("  ").map((each) => (
              <kbd key={each}>{each}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    <h3>Filters</h3>
    <dl class="keys">
      {tokens.map(([token, means]) => (
        <div key={token}>
          <dt>
            <code>{token}</code>
          </dt>
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
    <form method="dialog" class="actions">
      <KeysSwitch />
      <button type="submit" class="main">
        Close
      </button>
    </form>
  </Dialog>
);
