import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import { Failure } from "./failure.ts";

/** Of a body whose route does not say otherwise. */
const usual = 64 * 1024;

/**
 * The JSON of a request's body.
 *
 * @param most How many bytes it may have, also unpacked.
 * @throws {Failure} It is larger, or no JSON.
 */
export async function bodyOf(request: Request, most = usual): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  // A form of another site can be sent without asking; JSON cannot.
  if (!/^application\/json\b/i.test(type))
    throw new Failure("bad-request", "the body is not application/json");
  const bytes = await unpacked(await read(request, most), request, most);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Failure("bad-request", "the body is no JSON");
  }
}

const tooLarge = (most: number): Failure =>
  new Failure("too-large", `the body has more than ${most} bytes`);

async function read({ body, headers }: Request, most: number): Promise<Uint8Array> {
  if (Number(headers.get("content-length") ?? 0) > most) throw tooLarge(most);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpacked(
  bytes: Uint8Array,
  { headers }: Request,
  most: number,
): Promise<Uint8Array> {
  const coding = headers.get("content-encoding") ?? "identity";
  if (coding === "identity") return bytes;
  if (coding !== "gzip")
    throw new Failure("bad-request", "the body's coding is neither gzip nor none");
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(most);
    throw new Failure("bad-request", "the body is no gzip");
  }
}
