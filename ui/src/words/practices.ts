import type { Stage } from "../../../src/ledger/stages.ts";

/** What the card advises in a stage, and the command that does it. */
interface Practice {
  readonly does: string;
  readonly command: string;
}

export const practices: Readonly<Record<Stage, readonly Practice[]>> = {
  reconnaissance: [
    {
      does: "Look at what you are about to publish as a stranger would.",
      command: "tare scan release/",
    },
    {
      does: "Search the whole history: a secret that was removed later can still be read there.",
      command: "tare scan git:.",
    },
    {
      does: "See what an attacker would piece together, and do next.",
      command: "tare brief release/",
    },
  ],
  evaluation: [
    {
      does: "Go through the checklist before a release, each time the same.",
      command: "tare gate release/",
    },
    {
      does: "See which pipelines, scripts and images hand secrets around or print them.",
      command: "tare audit .",
    },
    {
      does: "Write down what is known, so that only what is new counts.",
      command: "tare baseline write",
    },
  ],
  fortify: [
    { does: "Stop a commit before the secret is in it.", command: "tare hook install" },
    {
      does: "Give a job its secrets from a vault, and mask them in what it prints.",
      command: "tare run -- python train.py",
    },
    {
      does: "Take out what leaks, with a proof that no weight changed.",
      command: "tare clean release/ -o clean/",
    },
  ],
  limit: [
    {
      does: "Use credentials that end with the job: if one leaks, it is soon worth nothing.",
      command: "tare run -- python train.py",
    },
    {
      does: "Look at what a job's role allows, and write it down: the number is to fall.",
      command: "tare ledger add policy-analysed provider=aws role=NAME wildcards=COUNT",
    },
  ],
  expose: [
    {
      does: "Put out bait where an attacker would look, and write down where.",
      command: "tare ledger add canary-planted canary=NAME place=WHERE",
    },
    {
      does: "Let whatever raises alerts write them down, with when the use began.",
      command: "tare ledger add alert-raised source=guardduty kind=TYPE anomalyAt=TIME",
    },
    {
      does: "See who did what: the ledger shows a changed or removed line.",
      command: "tare ledger verify",
    },
  ],
  exercise: [
    {
      does: "Practise on a release that leaks on purpose: find it, revoke it, clean it.",
      command: "tare demo",
    },
    {
      does: "Talk a leak through for an hour, and write down who was there and what came of it.",
      command:
        "tare ledger add tabletop-finished scenario=TEXT participants=NAME,NAME improvements=COUNT",
    },
  ],
};
