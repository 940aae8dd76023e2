import type { FindingRow } from "../../../../src/server/api.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { now } from "../../parts/time.tsx";
import { plural } from "../../words/number.ts";
import { dayAfter } from "../../words/time.ts";
import { accept } from "./changes.ts";
import { textIn } from "../../parts/form.ts";

/** How long something is let pass where nothing else is said, in days. */
const usualDays = 90;

/** Asks why something may stay, and until when. */
export function Accept({ of: rows, onClose }: { of: readonly FindingRow[]; onClose: () => void }) {
  const [first] = rows;
  const submit = (form: HTMLFormElement): void => {
    const given = new FormData(form);
    void accept(rows, textIn(given, "reason").trim(), textIn(given, "expires"));
    form.closest("dialog")?.close();
  };
  return (
    <Dialog
      title={
        rows.length === 1 ? `Accept: ${first?.title}` : `Accept ${plural(rows.length, "finding")}`
      }
      onClose={onClose}
    >
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        <label>
          Why it may stay
          <textarea name="reason" required rows={3} maxLength={500} autofocus />
          <span class="quiet">Whoever reads this in a year should understand it. No secrets.</span>
        </label>
        <label>
          Until
          <input
            name="expires"
            type="date"
            required
            min={dayAfter(now.value, 1)}
            defaultValue={dayAfter(now.value, usualDays)}
          />
          <span class="quiet">It opens again on the day after.</span>
        </label>
        <div class="actions">
          <button
            type="button"
            class="plain"
            onClick={(event) => event.currentTarget.closest("dialog")?.close()}
          >
            Cancel
          </button>
          <button type="submit" class="main">
            Accept
          </button>
        </div>
      </form>
    </Dialog>
  );
}
