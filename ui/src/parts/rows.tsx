import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Rows beyond the edges that are built, too, so that scrolling shows no holes. */
const beyond = 8;

interface RowsProps {
  readonly count: number;
  /** Of each row, in pixels: all are as high. */
  readonly height: number;
  readonly label: string;
  /** The row that is to be in sight. */
  readonly current: number;
  readonly render: (index: number) => ComponentChildren;
  /** Tells which rows are in sight, so that they can be fetched. */
  readonly onShow?: (first: number, end: number) => void;
}

/**
 * A list of which only the rows in sight are built: 10,000 cost as much as 30.
 * Each row says its place in the whole to those who hear the page.
 */
export function Rows({ count, height, label, current, render, onShow }: RowsProps) {
  const pane = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const tall = useSignal(900);
  usePane(pane, top, tall);
  useEffect(() => bringIntoSight(pane.current, current, height), [current, height]);
  const first = Math.max(0, Math.floor(top.value / height) - beyond);
  const end = Math.min(count, Math.ceil((top.value + tall.value) / height) + beyond);
  useEffect(() => onShow?.(first, end), [first, end, onShow]);
  return (
    <div class="rows" ref={pane}>
      <ul aria-label={label} style={{ height: `${count * height}px` }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at).map((index) => (
          <li
            key={index}
            style={{ top: `${index * height}px`, height: `${height}px` }}
            aria-setsize={count}
            aria-posinset={index + 1}
          >
            {render(index)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function usePane(
  pane: RefObject<HTMLDivElement | null>,
  top: Signal<number>,
  tall: Signal<number>,
): void {
  useEffect(() => {
    const element = pane.current;
    if (!element) return undefined;
    const scrolled = (): void => {
      top.value = element.scrollTop;
    };
    const resized = new ResizeObserver(() => {
      tall.value = element.clientHeight;
    });
    element.addEventListener("scroll", scrolled, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", scrolled);
      resized.disconnect();
    };
  }, [pane, top, tall]);
}

function bringIntoSight(pane: HTMLElement | null, index: number, height: number): void {
  if (!pane || index < 0) return;
  const start = index * height;
  if (start < pane.scrollTop) pane.scrollTop = start;
  else if (start + height > pane.scrollTop + pane.clientHeight)
    pane.scrollTop = start + height - pane.clientHeight;
}
