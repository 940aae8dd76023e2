import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { route } from "../route.ts";

/** What stands behind `#` in the address is the page, so this moves the focus by itself. */
export const SkipLink = () => (
  <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
    Skip to the content
  </button>
);

/** On a new page the focus is at its start, as after a load; within a page it stays. */
export function Main({ children }: { children: ComponentChildren }) {
  const element = useRef<HTMLElement>(null);
  const [page] = route.value.path;
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) element.current?.focus({ preventScroll: true });
    isFirst.current = false;
    scrollTo(0, 0);
  }, [page]);
  return (
    <main id="main" ref={element} tabIndex={-1}>
      {children}
    </main>
  );
}
