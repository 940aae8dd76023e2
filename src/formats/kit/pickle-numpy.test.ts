import { describe, expect, test } from "vitest";
import { pickle } from "../pickle.ts";
import { expectInPlace, expectOnlyMalformed, matches, regionsOf, textsByKey } from "./testing.ts";

const base64 = (encoded: string): Uint8Array =>
  // A copy, as a Buffer's slices share its memory, and the fuzz test damages its samples.
  Uint8Array.from(Buffer.from(encoded, "base64"));

/** What CPython 3.11 with numpy 2.4 wrote for an array of numbers (n), of texts (u), of records (r) and of objects (o). */
const arrays = {
  0: [
    "KGRwMApWbgpwMQpjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcDIKKGNudW1weQpuZGFycmF5",
    "CnAzCihJMAp0cDQKY19jb2RlY3MKZW5jb2RlCnA1CihWYgpwNgpWbGF0aW4xCnA3CnRwOApScDkKdHAxMApScDEx",
    "CihJMQooSTMKdHAxMgpjbnVtcHkKZHR5cGUKcDEzCihWZjgKcDE0CkkwMApJMDEKdHAxNQpScDE2CihJMwpWPApw",
    "MTcKTk5OSS0xCkktMQpJMAp0cDE4CmJJMDAKZzUKKFZcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAw",
    "MDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDDwP1x1MDAwMFx1MDAwMFx1",
    "MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMEAKcDE5Cmc3CnRwMjAKUnAyMQp0cDIyCmJzVnUKcDIzCmcyCihn",
    "MwooSTAKdHAyNApnOQp0cDI1ClJwMjYKKEkxCihJMQp0cDI3CmcxMwooVlU3CnAyOApJMDAKSTAxCnRwMjkKUnAz",
    "MAooSTMKZzE3Ck5OTkkyOApJNApJOAp0cDMxCmJJMDAKZzUKKFYvXHUwMDAwXHUwMDAwXHUwMDAwaFx1MDAwMFx1",
    "MDAwMFx1MDAwMG9cdTAwMDBcdTAwMDBcdTAwMDBtXHUwMDAwXHUwMDAwXHUwMDAwZVx1MDAwMFx1MDAwMFx1MDAw",
    "MC9cdTAwMDBcdTAwMDBcdTAwMDDpXHUwMDAwXHUwMDAwXHUwMDAwCnAzMgpnNwp0cDMzClJwMzQKdHAzNQpic1Zy",
    "CnAzNgpnMgooZzMKKEkwCnRwMzcKZzkKdHAzOApScDM5CihJMQooSTEKdHA0MApnMTMKKFZWMTYKcDQxCkkwMApJ",
    "MDEKdHA0MgpScDQzCihJMwpWfApwNDQKTihWd2hvCnA0NQpnMQp0cDQ2CihkcDQ3Cmc0NQooZzEzCihWVTMKcDQ4",
    "CkkwMApJMDEKdHA0OQpScDUwCihJMwpnMTcKTk5OSTEyCkk0Ckk4CnRwNTEKYkkwCnRwNTIKc2cxCihnMTMKKFZp",
    "NApwNTMKSTAwCkkwMQp0cDU0ClJwNTUKKEkzCmcxNwpOTk5JLTEKSS0xCkkwCnRwNTYKYkkxMgp0cDU3CnNJMTYK",
    "STEKSTI0CnRwNTgKYkkwMApnNQooVmFcdTAwMDBcdTAwMDBcdTAwMDBuXHUwMDAwXHUwMDAwXHUwMDAwYVx1MDAw",
    "MFx1MDAwMFx1MDAwMAFcdTAwMDBcdTAwMDBcdTAwMDAKcDU5Cmc3CnRwNjAKUnA2MQp0cDYyCmJzVm8KcDYzCmcy",
    "CihnMwooSTAKdHA2NApnOQp0cDY1ClJwNjYKKEkxCihJMQp0cDY3CmcxMwooVk84CnA2OApJMDAKSTAxCnRwNjkK",
    "UnA3MAooSTMKZzQ0Ck5OTkktMQpJLTEKSTYzCnRwNzEKYkkwMAoobHA3MgpWb2JqCnA3MwphdHA3NApicy4=",
  ].join(""),
  2: [
    "gAJ9cQAoWAEAAABucQFjbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQJjbnVtcHkKbmRhcnJh",
    "eQpxA0sAhXEEY19jb2RlY3MKZW5jb2RlCnEFWAEAAABicQZYBgAAAGxhdGluMXEHhnEIUnEJh3EKUnELKEsBSwOF",
    "cQxjbnVtcHkKZHR5cGUKcQ1YAgAAAGY4cQ6JiIdxD1JxEChLA1gBAAAAPHERTk5OSv////9K/////0sAdHESYolo",
    "BVgZAAAAAAAAAAAAAAAAAAAAAADDsD8AAAAAAAAAQHETaAeGcRRScRV0cRZiWAEAAAB1cRdoAmgDSwCFcRhoCYdx",
    "GVJxGihLAUsBhXEbaA1YAgAAAFU3cRyJiIdxHVJxHihLA2gRTk5OSxxLBEsIdHEfYoloBVgdAAAALwAAAGgAAABv",
    "AAAAbQAAAGUAAAAvAAAAw6kAAABxIGgHhnEhUnEidHEjYlgBAAAAcnEkaAJoA0sAhXElaAmHcSZScScoSwFLAYVx",
    "KGgNWAMAAABWMTZxKYmIh3EqUnErKEsDWAEAAAB8cSxOWAMAAAB3aG9xLWgBhnEufXEvKGgtaA1YAgAAAFUzcTCJ",
    "iIdxMVJxMihLA2gRTk5OSwxLBEsIdHEzYksAhnE0aAFoDVgCAAAAaTRxNYmIh3E2UnE3KEsDaBFOTk5K/////0r/",
    "////SwB0cThiSwyGcTl1SxBLAUsYdHE6YoloBVgQAAAAYQAAAG4AAABhAAAAAQAAAHE7aAeGcTxScT10cT5iWAEA",
    "AABvcT9oAmgDSwCFcUBoCYdxQVJxQihLAUsBhXFDaA1YAgAAAE84cUSJiIdxRVJxRihLA2gsTk5OSv////9K////",
    "/0s/dHFHYoldcUhYAwAAAG9ianFJYXRxSmJ1Lg==",
  ].join(""),
  5: [
    "gAWVDwIAAAAAAAB9lCiMAW6UjBNudW1weS5fY29yZS5udW1lcmljlIwLX2Zyb21idWZmZXKUk5QolhgAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAADwPwAAAAAAAABAlIwFbnVtcHmUjAVkdHlwZZSTlIwCZjiUiYiHlFKUKEsDjAE8lE5OTkr/",
    "////Sv////9LAHSUYksDhZSMAUOUdJRSlIwBdZRoBCiWHAAAAAAAAAAvAAAAaAAAAG8AAABtAAAAZQAAAC8AAADp",
    "AAAAlGgIjAJVN5SJiIeUUpQoSwNoDE5OTkscSwRLCHSUYksBhZRoD3SUUpSMAXKUaAQolhAAAAAAAAAAYQAAAG4A",
    "AABhAAAAAQAAAJRoCIwDVjE2lImIh5RSlChLA4wBfJROjAN3aG+UaAGGlH2UKGghaAiMAlUzlImIh5RSlChLA2gM",
    "Tk5OSwxLBEsIdJRiSwCGlGgBaAiMAmk0lImIh5RSlChLA2gMTk5OSv////9K/////0sAdJRiSwyGlHVLEEsBSxh0",
    "lGJLAYWUaA90lFKUjAFvlIwWbnVtcHkuX2NvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlGgGjAduZGFy",
    "cmF5lJOUSwCFlEMBYpSHlFKUKEsBSwGFlGgIjAJPOJSJiIeUUpQoSwNoIE5OTkr/////Sv////9LP3SUYoldlIwD",
    "b2JqlGF0lGJ1Lg==",
  ].join(""),
} as const;

/** What joblib 1.6 wrote with numpy 2.4: an array of a number, one of objects, one of texts, and a text behind them. */
const joblib = base64(
  [
    "gASV2AAAAAAAAAB9lCiMAWGUjBNqb2JsaWIubnVtcHlfcGlja2xllIwRTnVtcHlBcnJheVdyYXBwZXKUk5QpgZR9",
    "lCiMCHN1YmNsYXNzlIwFbnVtcHmUjAduZGFycmF5lJOUjAVzaGFwZZRLAYWUjAVvcmRlcpSMAUOUjAVkdHlwZZRo",
    "CIwFZHR5cGWUk5SMAmY4lImIh5RSlChLA4wBPJROTk5K/////0r/////SwB0lGKMCmFsbG93X21tYXCUiIwbbnVt",
    "cHlfYXJyYXlfYWxpZ25tZW50X2J5dGVzlEsQdWIM////////////////AAAAAAAA+D+VSwAAAAAAAACMAW+UaAQp",
    "gZR9lChoB2gKaAtLAYWUaA1oDmgPaBGMAk84lImIh5RSlChLA4wBfJROTk5K/////0r/////Sz90lGJoF4loGEsQ",
    "dWKABZWWAAAAAAAAAIwWbnVtcHkuX2NvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAdu",
    "ZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwGFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////",
    "Sv////9LP3SUYoldlIwKaW4gb2JqZWN0c5RhdJRiLpVDAAAAAAAAAIwBdZRoBCmBlH2UKGgHaApoC0sBhZRoDWgO",
    "aA9oEYwCVTmUiYiHlFKUKEsDaBVOTk5LJEsESwh0lGJoF4hoGEsQdWIG////////LwAAAGgAAABvAAAAbQAAAGUA",
    "AAAvAAAAYQAAAG4AAABhAAAAlQ4AAAAAAAAAjAF6lIwFYWZ0ZXKUdS4=",
  ].join(""),
);

describe("arrays", () => {
  test.each([0, 2, 5] as const)("are read by their types in protocol %d", async (protocol) => {
    const file = base64(arrays[protocol]);
    const regions = await regionsOf(pickle, file);
    expectInPlace(file, regions);
    expect(textsByKey(regions)).toMatchObject({
      "$.u[0]": ["/home/é"],
      "$.r[0].who": ["ana"],
      "$.o[0]": ["obj"],
    });
    const tensors = regions.filter((each) => each.kind === "tensor");
    expect(tensors.map((each) => each.name)).toEqual(["$.n"]);
  });

  test("of joblib stand in the middle of the pickle", async () => {
    const regions = await regionsOf(pickle, joblib);
    expectInPlace(joblib, regions);
    const start = joblib.indexOf(0x0c, 200) + 13;
    expect(regions.filter((each) => each.kind === "tensor")).toEqual([
      { kind: "tensor", name: "$.a", span: { start, end: start + 8 } },
    ]);
    expect(textsByKey(regions)).toMatchObject({
      "$.o[0]": ["in objects"],
      "$.u[0]": ["/home/ana"],
      "$.z": ["z", "after"],
    });
  });
});

test("text in the padding of joblib is told", async () => {
  const bytes = joblib.slice();
  const start = Buffer.from(bytes).indexOf(Buffer.alloc(12, 0xff));
  bytes.set(Buffer.from("hidden text!"), start);
  expect(textsByKey(await regionsOf(pickle, bytes))["$.a"]).toEqual(["a", "hidden text!"]);
});

test("files with arrays fail only as malformed, whatever the bytes", async () => {
  expect(await matches(pickle, joblib)).toBe(true);
  await expectOnlyMalformed(pickle, [joblib, ...Object.values(arrays).map((each) => base64(each))]);
});
