import type { ApiError } from "./api.ts";

type Code = ApiError["error"]["code"];

const statuses: Readonly<Record<Code, number>> = {
  "bad-request": 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  timeout: 408,
  conflict: 409,
  "too-large": 413,
  "too-many-requests": 429,
  bug: 500,
  unavailable: 503,
};

/** Why a request is not answered as it was asked. */
export class Failure extends Error {
  readonly code: Code;
  readonly hint: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: Code,
    message: string,
    {
      hint,
      headers = {},
    }: { readonly hint?: string; readonly headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = "Failure";
    this.code = code;
    this.hint = hint;
    this.headers = headers;
  }

  response(): Response {
    const { code, message, hint } = this;
    const body: ApiError = { error: { code, message, ...(hint !== undefined && { hint }) } };
    return Response.json(body, { status: statuses[code], headers: this.headers });
  }
}
