import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import type { GaugeHistory, GaugeUnit } from "../../../src/server/api.ts";
import { measure } from "../words/number.ts";

const height = 260;

/**
 * A gauge over time, with its goal. The library is loaded only where a chart is
 * shown. For those who do not see it, the same stands in a table behind it.
 */
export function Chart({
  history,
  unit,
  goal,
}: {
  history: GaugeHistory;
  unit: GaugeUnit;
  goal: number | undefined;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let chart: uPlot | undefined;
    let isGone = false;
    const sized = new ResizeObserver(() => chart?.setSize({ width: element.clientWidth, height }));
    const colours = matchMedia("(prefers-color-scheme: dark)");
    const draw = async (): Promise<void> => {
      const { default: Plot } = await import("uplot");
      if (isGone) return;
      chart?.destroy();
      chart = new Plot(
        optionsFor(element, unit, goal !== undefined),
        dataOf(history, goal),
        element,
      );
    };
    const redraw = (): void => void draw();
    const themed = new MutationObserver(redraw);
    redraw();
    sized.observe(element);
    colours.addEventListener("change", redraw);
    themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      isGone = true;
      sized.disconnect();
      themed.disconnect();
      colours.removeEventListener("change", redraw);
      chart?.destroy();
    };
  }, [history, unit, goal]);
  return (
    <div class="chart" ref={place} aria-hidden="true" style={{ minHeight: `${height + 30}px` }} />
  );
}

function dataOf({ points }: GaugeHistory, goal: number | undefined): uPlot.AlignedData {
  const times = points.map(({ day }) => Date.parse(day) / 1000);
  const values = points.map(({ value }) => value);
  return goal === undefined ? [times, values] : [times, values, times.map(() => goal)];
}

function optionsFor(element: HTMLElement, unit: GaugeUnit, hasGoal: boolean): uPlot.Options {
  const colour = (name: string): string => getComputedStyle(element).getPropertyValue(name).trim();
  const [ink, line, accent] = [
    colour("--chart-ink"),
    colour("--chart-line"),
    colour("--chart-accent"),
  ];
  const said = (value: number | null): string =>
    value === null ? "–" : measure(value, unit).filter(Boolean).join(" ");
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
  return {
    width: element.clientWidth,
    height,
    tzDate: (time) => new Date(time * 1000),
    axes: [axis, { ...axis, size: 64, values: (_, splits) => splits.map(said) }],
    series: [
      {},
      {
        label: "value",
        stroke: accent,
        width: 2,
        points: { show: false },
        value: (_, value) => said(value),
      },
      ...(hasGoal
        ? [{ label: "goal", stroke: ink, width: 1, dash: [4, 4], points: { show: false } }]
        : []),
    ],
  };
}
