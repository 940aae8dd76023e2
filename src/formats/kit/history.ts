/** The buffer starts small and grows to what is used, whatever size a header claims. */
const firstSize = 64 * 1024;

/**
 * The last bytes that a decoder of the Lempel-Ziv kind put out, from which it
 * copies, as a ring; and those that were not handed on yet.
 */
export class History {
  /** How far back copies may reach, in bytes. */
  readonly #limit: number;
  #ring = new Uint8Array(firstSize);
  /** Where the next byte goes. */
  #at = 0;
  /** First byte in the ring that was not handed on. */
  #taken = 0;
  #wrapped = false;
  /** Pieces that the ring had no room for any more. */
  #parts: Uint8Array[] = [];
  #partsSize = 0;
  /** Bytes put since the start, or since `reset`. */
  total = 0;

  constructor(limit: number) {
    this.#limit = Math.max(limit, firstSize);
  }

  /** Bytes that wait to be handed on. */
  get pending(): number {
    return this.#partsSize + this.#at - this.#taken;
  }

  put(byte: number): void {
    this.#ring[this.#at++] = byte;
    this.total++;
    if (this.#at === this.#ring.length) this.#turn();
  }

  putAll(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + this.#ring.length - this.#at);
      this.#ring.set(part, this.#at);
      this.#moved(part.length);
      from += part.length;
    }
  }

  /** The byte `distance` back; 0 before the first. */
  back(distance: number): number {
    const from = this.#at - distance;
    return this.#ring[from >= 0 ? from : from + this.#ring.length] ?? 0;
  }

  /** Whether a copy may start `distance` back. */
  reaches(distance: number): boolean {
    return distance > 0 && distance <= this.total && distance <= this.#limit;
  }

  /** Repeats `length` bytes from `distance` back, which `reaches` must have allowed. */
  copy(distance: number, length: number): void {
    let left = length;
    while (left > 0) {
      const from = this.#at - distance + (this.#at < distance ? this.#ring.length : 0);
      const room = this.#ring.length - Math.max(this.#at, from);
      const count = Math.min(left, room);
      if (distance >= count && count > 24) this.#ring.copyWithin(this.#at, from, from + count);
      else
        for (let each = 0; each < count; each++)
          this.#ring[this.#at + each] = this.#ring[from + each] ?? 0;
      this.#moved(count);
      left -= count;
    }
  }

  /** What was put and not handed on yet, in pieces. */
  take(): Uint8Array[] {
    const parts = this.#parts;
    if (this.#at > this.#taken) parts.push(this.#ring.slice(this.#taken, this.#at));
    this.#taken = this.#at;
    this.#parts = [];
    this.#partsSize = 0;
    return parts;
  }

  /** Forgets what was put: copies reach back to here at most. */
  reset(): void {
    this.total = 0;
  }

  #moved(count: number): void {
    this.#at += count;
    this.total += count;
    if (this.#at === this.#ring.length) this.#turn();
  }

  /** The ring is full: it grows, or goes on at its start. */
  #turn(): void {
    if (this.#ring.length < this.#limit && !this.#wrapped) {
      const larger = new Uint8Array(Math.min(this.#limit, this.#ring.length * 2));
      larger.set(this.#ring);
      this.#ring = larger;
      return;
    }
    const part = this.#ring.slice(this.#taken);
    this.#parts.push(part);
    this.#partsSize += part.length;
    this.#at = 0;
    this.#taken = 0;
    this.#wrapped = true;
  }
}
