import type { Finding } from "../../core/finding.ts";

/** The way that a secret took, a line for each place: `1. train.yml:5 job train gets it as HUB`. */
export const wayWords = ({ way = [] }: Finding): readonly string[] =>
  way.map(({ path, line, what }, index) => `${index + 1}. ${path}:${line} ${what}`);
