import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { hrefOf, route } from "../route.ts";
import { isHelpOpen } from "./help.tsx";
import { ThemeButton } from "./theme.tsx";

/** What stands at the side; where there is no room for that, at the top behind a button. */
export function RailFrame({
  brand,
  children,
}: {
  brand: ComponentChildren;
  children: ComponentChildren;
}) {
  const isOpen = useSignal(false);
  useEffect(() => {
    isOpen.value = false;
  }, [route.value, isOpen]);
  return (
    <header class={isOpen.value ? "rail open" : "rail"}>
      <div class="rail-top">
        {brand}
        <button
          type="button"
          class="plain menu-button"
          aria-expanded={isOpen.value}
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          Menu
        </button>
      </div>
      <div class="rail-rest">{children}</div>
    </header>
  );
}

/** A balance: what is weighed besides the goods. */
export const Mark = () => (
  <svg viewBox="0 0 32 32" class="mark" aria-hidden="true">
    <path d="M6 9h20M16 5v20M10 26h12M6 9l-3.5 8h7zM26 9l-3.5 8h7z" />
  </svg>
);

export const Brand = () => (
  <a class="brand" href="#/">
    <Mark /> tare
  </a>
);

interface ItemProps {
  readonly path: readonly string[];
  readonly name: string;
  readonly letter?: string;
  readonly note?: string | undefined;
  readonly title?: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
}

/** A page that one can go to, with one number. */
export function Item({ path, name, letter, note, title, query }: ItemProps) {
  const here = route.value.path;
  const isHere =
    path.length === 0 ? here.length === 0 : path.every((part, index) => here[index] === part);
  return (
    <li>
      <a href={hrefOf(path, query)} aria-current={isHere ? "page" : undefined} title={title}>
        {letter !== undefined && (
          <span class="letter" aria-hidden="true">
            {letter}
          </span>
        )}
        <span>{name}</span>
        {note !== undefined && <span class="note">{note}</span>}
      </a>
    </li>
  );
}

export const Tools = () => (
  <div class="row">
    <ThemeButton />
    <button
      type="button"
      class="plain"
      onClick={() => {
        isHelpOpen.value = true;
      }}
    >
      Keys
    </button>
  </div>
);
