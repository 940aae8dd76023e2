const width = 120;
const height = 30;
/** So that no line is cut at the edges. */
const inset = 2;

/**
 * A trend in a few pixels, with the goal as a dashed line. Where nothing was
 * recorded the line is broken. It repeats what stands beside it in words.
 */
export function Sparkline({
  points,
  goal,
}: {
  points: readonly (number | null)[];
  goal?: number | undefined;
}) {
  const known = points.filter((point) => point !== null);
  if (known.length === 0) return <svg class="sparkline" viewBox={box} aria-hidden="true" />;
  const [low, high] = rangeOf(goal === undefined ? known : [...known, goal]);
  const y = (value: number): number =>
    height - inset - ((value - low) / (high - low)) * (height - 2 * inset);
  const x = (index: number): number =>
    inset + (index / Math.max(1, points.length - 1)) * (width - 2 * inset);
  const end = points.findLastIndex((point) => point !== null);
  return (
    <svg class="sparkline" viewBox={box} preserveAspectRatio="none" aria-hidden="true">
      {goal !== undefined && <path class="goal" d={`M0 ${y(goal)}H${width}`} />}
      <path class="trend" d={pathOf(points, x, y)} />
      <path class="end" d={`M${x(end)} ${y(points[end] ?? 0)}h0`} />
    </svg>
  );
}

const box = `0 0 ${width} ${height}`;

function rangeOf(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? [low - 1, high + 1] : [low, high];
}

function pathOf(
  points: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let path = "";
  let isDown = false;
  for (const [index, point] of points.entries()) {
    if (point !== null)
      path += `${isDown ? "L" : "M"}${x(index).toFixed(1)} ${y(point).toFixed(1)}`;
    isDown = point !== null;
  }
  return path;
}

/** How often something was seen, a bar a week: a ruler that fills. */
export function Ticks({ points }: { points: readonly (number | null)[] }) {
  const most = Math.max(1, ...points.map((point) => point ?? 0));
  const step = width / Math.max(1, points.length);
  return (
    <svg class="sparkline ticks" viewBox={box} preserveAspectRatio="none" aria-hidden="true">
      {points.map((point, index) => {
        const tall = point === null ? 0 : 2 + (point / most) * (height - 6);
        return (
          <path
            key={index}
            class={point !== null && point > 0 ? "seen" : "unseen"}
            d={`M${(index + 0.5) * step} ${height - 1}v${-Math.max(2, tall)}`}
          />
        );
      })}
    </svg>
  );
}
