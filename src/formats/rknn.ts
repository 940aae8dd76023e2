import type { Format } from "../core/format.ts";
import { unpublished } from "./kit/unpublished.ts";

/** A model for Rockchip's processors. The maker says nowhere how it is built. */
export const rknn: Format = {
  id: "rknn",
  title: "RKNN",
  tier: "specific",
  specification: "https://github.com/airockchip/rknn-toolkit2",
  ...unpublished("RKNN"),
};
