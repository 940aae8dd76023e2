import { nameIn } from "../evidence.ts";
import { type Item, noneOf } from "../item.ts";

const logs =
  /(?:^|[/!])(?:logs?|wandb|runs|lightning_logs|mlruns|tensorboard)\/|\.(?:log|out|err)(?:\.\d+)?(?:\.gz)?(?=$|!)|events\.out\.tfevents|\.wandb(?=$|!)|(?:stdout|stderr|output)\.(?:txt|log)(?=$|!)/i;

export const logsSanitised: Item = {
  id: "logs-sanitised",
  title: "Training logs are sanitised, or left out",
  why: "Logs hold what the training saw: environment, hosts, paths, people, and keys that were printed in a debugging session.",
  instead: "Leave them out, or take out what gives something away with 'tare clean'.",

  judge: (evidence) =>
    noneOf(
      evidence.scan.findings.filter(
        (each) => each.severity !== "info" && logs.test(nameIn(evidence, each)),
      ),
      { found: "in logs", none: "nothing was found in logs" },
    ),
};
