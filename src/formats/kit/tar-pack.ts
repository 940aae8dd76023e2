import type { Blob } from "../../core/blob.ts";
import { LimitError } from "../../core/error.ts";
import type { Members } from "../../core/format.ts";
import { span } from "../../core/span.ts";
import { piecesOf } from "./pack.ts";
import { blockSize, setNumber, setSum } from "./tar-header.ts";
import { isSize, type TarMember, tarMembers } from "./tar-members.ts";

const sizePlace = span(124, 136);

/**
 * A tar with some of its members replaced or left out, with the headers that tell
 * of them. All else is copied as it stands, also what is behind the last member.
 *
 * @throws {MalformedError} A size is no number.
 * @throws {LimitError} A size has more digits than its record has room for, or a member stands behind the end.
 */
export async function* packTar(blob: Blob, members: Members): AsyncGenerator<Uint8Array> {
  const left = new Set(members.keys());
  let done = 0;
  for await (const member of tarMembers(blob)) {
    const { start, data, end } = member;
    if (!left.delete(data.start)) continue;
    yield* piecesOf(blob, span(done, start));
    const anew = members.get(data.start);
    if (anew) {
      yield await headersFor(blob, member, anew.size);
      yield* piecesOf(anew);
      yield new Uint8Array(-anew.size & (blockSize - 1));
    }
    done = end;
  }
  if (left.size > 0)
    throw new LimitError("a member behind the end of the archive cannot be packed anew");
  yield* piecesOf(blob, span(done, blob.size));
}

/** All headers of a member, with another size. */
async function headersFor(
  blob: Blob,
  { start, at, data, extensions }: TarMember,
  size: number,
): Promise<Uint8Array> {
  const bytes = Uint8Array.from(await blob.read(span(start, data.start)));
  const header = bytes.subarray(at - start, at - start + blockSize);
  setNumber(header, sizePlace, size);
  setSum(header);
  for (const { span: place } of extensions.flatMap(({ records }) => records).filter(isSize)) {
    const room = place.end - place.start;
    const digits = String(size).padStart(room, "0");
    if (digits.length > room) throw new LimitError(`a size of ${size} bytes has too many digits`);
    bytes.set(Buffer.from(digits), place.start - start);
  }
  return bytes;
}
