import type { Check } from "../check.ts";
import type { Stage } from "../docker/dockerfile.ts";
import type { Command } from "../shell/script.ts";

const installers = /^(?:apt|apt-get|apk|yum|dnf|microdnf|zypper)$/;
const tools =
  /^(?:build-essential|build-base|gcc|g\+\+|clang|cmake|gdb|strace|ltrace|tcpdump|nvidia-cuda-toolkit|cuda-toolkit.*|base-devel)(?:[-=].*)?$/;
const removes = /^(?:remove|purge|del|erase|autoremove)$/;

const textsOf = ({ words }: Command): readonly string[] => words.map(({ text }) => text);

const commandsOf = ({ instructions }: Stage): readonly Command[] =>
  instructions.flatMap(({ script }) => script?.commands ?? []);

/** What serves. */
const server =
  /\b(?:python[\d.]*|uvicorn|gunicorn|hypercorn|tritonserver|torchserve|vllm|streamlit|fastapi|node|\w*serve[rd]?)\b/;

/** Whether it is made to serve something, and not to build or to develop in. */
const isReleased = ({ instructions }: Stage): boolean =>
  instructions.some(
    ({ keyword, args }) =>
      (keyword === "CMD" || keyword === "ENTRYPOINT") &&
      server.test(args.map(({ text }) => text).join(" ")),
  );

export const buildToolsInImage: Check = {
  id: "build-tools-in-image",
  title: "Released image holds compilers and debuggers",
  looksAt: "dockerfile",
  severity: "info",
  confidence: "medium",
  why: "Whoever gets into the container finds there what it takes to build and to trace programs, and what the build left: sources, caches, settings of the machine that it was made on.",
  instead:
    "Build in a stage of its own, and copy the results into one that has nothing else (`COPY --from=build`).",
  references: ["https://docs.docker.com/build/building/multi-stage/"],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: 'FROM python:3.11\nRUN apt-get update && apt-get install -y curl «build-essential»\nCMD ["python", "serve.py"]\n',
      },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: 'FROM python:3.11 AS build\nRUN apt-get install -y build-essential\nFROM python:3.11-slim\nCOPY --from=build /out /out\nCMD ["python", "serve.py"]\n',
      },
      {
        path: "Dockerfile",
        text: 'FROM python:3.11\nRUN apk add gcc && make && apk del gcc\nCMD ["python", "serve.py"]\n',
      },
      { path: "Dockerfile", text: "FROM ubuntu\nRUN apt-get install -y gcc\nCMD bash\n" },
    ],
  },

  *run({ source, stages }) {
    const last = stages.find(({ isLast }) => isLast);
    if (!last || !isReleased(last)) return;
    const commands = commandsOf(last).filter(({ name }) => installers.test(name));
    const isRemoved = commands.some((each) => textsOf(each).some((text) => removes.test(text)));
    if (isRemoved) return;
    const tool = commands.flatMap(({ words }) => words).find(({ text }) => tools.test(text));
    if (tool)
      yield { message: `installs ${tool.text} in the stage that is released`, source, at: tool.at };
  },
};
