import type { Format } from "../core/format.ts";
import { unpublished } from "./kit/unpublished.ts";

/** A model for Huawei's Ascend processors, which `atc` writes. No specification is public. */
export const om: Format = {
  id: "om",
  title: "Ascend offline model",
  tier: "specific",
  specification: "https://www.hiascend.com/document",
  ...unpublished("IMOD"),
};
