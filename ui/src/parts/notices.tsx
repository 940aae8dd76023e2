import { signal } from "@preact/signals";

interface Notice {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void;
}

const notices = signal<readonly Notice[]>([]);
let last = 0;

/** How long a notice stands, in milliseconds; one that can be undone stands longer. */
const standing = 6000;
const standingUndo = 10_000;

/** Says something at the edge of the page, to those who hear it too. */
export function say(text: string, undo?: () => void): void {
  const id = ++last;
  notices.value = [...notices.value.slice(-2), { id, text, ...(undo ? { undo } : {}) }];
  setTimeout(() => drop(id), undo ? standingUndo : standing);
}

const drop = (id: number): void => {
  notices.value = notices.value.filter((each) => each.id !== id);
};

/** Takes the newest thing back that can be. @returns Whether there was one. */
export function undoLast(): boolean {
  const newest = notices.value.findLast(({ undo }) => undo !== undefined);
  if (!newest) return false;
  drop(newest.id);
  newest.undo?.();
  return true;
}

export const Notices = () => (
  <div class="notices" role="status">
    {notices.value.map(({ id, text, undo }) => (
      <div key={id} class="notice">
        {text}
        {undo && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              drop(id);
              undo();
            }}
          >
            Undo <kbd>z</kbd>
          </button>
        )}
      </div>
    ))}
  </div>
);
