import { signal } from "@preact/signals";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];
const key = "tare-theme";

/** Storage may be forbidden, as for files; then the choice lasts as long as the page. */
function stored(): Theme {
  try {
    return themes.find((each) => each === localStorage.getItem(key)) ?? "system";
  } catch {
    return "system";
  }
}

const theme = signal<Theme>(stored());

function choose(next: Theme): void {
  theme.value = next;
  applyTheme();
  try {
    localStorage.setItem(key, next);
  } catch {
    // It lasts as long as the page.
  }
}

/** Colours follow `data-theme`, and the system where there is none. */
export function applyTheme(): void {
  const { dataset } = document.documentElement;
  if (theme.value === "system") delete dataset["theme"];
  else dataset["theme"] = theme.value;
}

export function ThemeButton() {
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
  return (
    <button
      type="button"
      class="plain"
      onClick={() => choose(next)}
      title={`Colours: ${theme.value}. Next: ${next}.`}
    >
      <span aria-hidden="true">◐</span> {theme.value}
    </button>
  );
}
