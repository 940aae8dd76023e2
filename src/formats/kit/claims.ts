import { type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";

/** How many spans are kept before they are joined. */
const firstRoom = 65_536;

/** Which bytes of a blob are known to be in use. What is left over is no reader's. */
export class Claims {
  #spans: { start: number; end: number }[] = [];
  #room = firstRoom;

  add(start: number, end: number): void {
    const last = this.#spans.at(-1);
    if (last?.end === start) last.end = end;
    else if (end > start) this.#spans.push({ start, end });
    if (this.#spans.length <= this.#room) return;
    this.#spans = joinedSpans(this.#spans).map((each) => ({ ...each }));
    this.#room = Math.max(firstRoom, this.#spans.length * 2);
  }

  /** What nobody claimed of the first `size` bytes, in order. */
  *rest(size: number): Generator<Span> {
    let at = 0;
    for (const { start, end } of joinedSpans(this.#spans)) {
      if (Math.min(start, size) > at) yield span(at, Math.min(start, size));
      at = Math.max(at, end);
    }
    if (at < size) yield span(at, size);
  }
}
