/** The stages of the battlecard, in its order: what a thing that happened belongs to. */
export const stages = [
  "reconnaissance",
  "evaluation",
  "fortify",
  "limit",
  "expose",
  "exercise",
] as const;
export type Stage = (typeof stages)[number];
