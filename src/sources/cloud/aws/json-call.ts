import { granted, type Json, textAt } from "../json.ts";
import type { World } from "../world.ts";
import type { Account } from "./credentials.ts";
import { callSigned, type Service } from "./signed.ts";

/** An operation of a service that speaks JSON 1.1: its target, as `AmazonSSM.GetParameter`, and its input. */
export interface Operation {
  readonly service: Service;
  readonly target: string;
  readonly input: Json;
  /** What is asked for, in messages. */
  readonly what: string;
}

/** @throws {TareError} `machine`: the service says no. */
export async function callJson(
  world: World,
  { credentials, region }: Account,
  { service, target, input, what }: Operation,
): Promise<Json> {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
  const body = JSON.stringify(input);
  const answer = await callSigned(world, credentials, { service, region, headers, body });
  return granted(answer, what, world, (json) =>
    [
      textAt(json, "__type")?.replace(/^.*#/, ""),
      textAt(json, "message") ?? textAt(json, "Message"),
    ]
      .filter((each) => each !== undefined)
      .join(": "),
  );
}
