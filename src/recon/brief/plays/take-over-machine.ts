import type { Play } from "../play.ts";

export const takeOverMachine: Play = {
  id: "take-over-machine",
  title: "Become root on a training machine",
  impact: 4,
  ease: 1,
  from: { kinds: ["software"], has: { name: /^(?:linux|nvidia-driver|windows|macos)$/ } },
  step: "Once on a machine, use a known weakness of {0}.",
  why: "Kernels and graphics drivers have the highest rights there are. Their exact version says which published way to get them still works.",
  fix: "Update kernels and drivers of shared machines, and switch off the machine metadata of trackers.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1068/",
};
