import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { RequestError } from "../../server/client.ts";
import { listIn } from "../../parts/form.ts";

/** A form behind a button, which says what was wrong, and closes when it was right. */
export function Adding({
  label,
  onSend,
  children,
}: {
  label: string;
  onSend: (form: FormData) => Promise<void>;
  children: ComponentChildren;
}) {
  const isOpen = useSignal(false);
  const error = useSignal<string | undefined>(undefined);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    try {
      await onSend(new FormData(form));
      error.value = undefined;
      isOpen.value = false;
    } catch (failure) {
      if (!(failure instanceof RequestError)) throw failure;
      error.value = [failure.message, failure.hint].filter(Boolean).join(". ");
    }
  };
  if (!isOpen.value)
    return (
      <p>
        <button type="button" class="main" onClick={() => (isOpen.value = true)}>
          {label}
        </button>
      </p>
    );
  return (
    <form
      class="form sheet"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      {error.value !== undefined && (
        <p class="failure" role="alert">
          {error.value}
        </p>
      )}
      {children}
      <div class="actions">
        <button type="button" class="plain" onClick={() => (isOpen.value = false)}>
          Cancel
        </button>
        <button type="submit" class="main">
          {label}
        </button>
      </div>
    </form>
  );
}

/** Projects as they are typed: names with commas between, all where empty. */
export const ProjectsField = () => (
  <label>
    Projects
    <input name="projects" placeholder="all" autoComplete="off" />
    <span class="quiet">Names with commas between. Empty means all.</span>
  </label>
);

/** `{ projects: ["a", "b"] }`, or nothing where all are meant. */
export function projectsIn(form: FormData): { projects?: readonly string[] } {
  const names = listIn(form, "projects");
  return names.length === 0 ? {} : { projects: names };
}

/** What is shown once and never again. */
export const ShownOnce = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="shown-once" role="status">
    <p>
      <strong>{title}</strong> It is shown this once.
    </p>
    {children}
  </div>
);
