// What it costs to look into an image of 25 layers and 1 GB, and what is found in it.
// node bench/run.ts image [--rounds 3]
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import type { Flags } from "./flags.ts";
import { largeImage, type LargeImage } from "./image/build.ts";
import { dataFolder, interleaved, type Program, tare } from "./measure.ts";
import { goBinary } from "./peers/go.ts";
import { missing } from "./peers/peer.ts";
import { publish, table } from "./table.ts";

/** Writes `bench/results/image.md`. */
export async function image({ rounds }: Flags): Promise<void> {
  const made = largeImage(dataFolder);
  const { bytes, layers, plants } = made;
  const programs = programsOf(made);
  const runs = await interleaved(programs, rounds, "seconds");
  publish("image", "An image of 1 GB", [
    `${layers} layers, ${(bytes / 1e6).toFixed(0)} MB unpacked: a quarter sources of this machine, the rest random numbers as weights. ${plants.length} tokens are`,
    `hidden in it, one of them in an annotation, which what \`docker save\` writes has none of. Medians of ${rounds} rounds by the clock. Load of the machine when it was over: ${loadavg()[0]?.toFixed(1)}.`,
    "",
    table([
      ["program", "seconds", "CPU seconds", "MB/s", "peak MiB", "found", "missed"],
      ...programs.map(({ title, output = "" }, at) => {
        const run = runs[at];
        const text = readFileSync(output, "utf8");
        const hidden = at === 0 ? plants : plants.filter(({ where }) => where !== "annotation");
        const missed = hidden.filter(({ value }) => !text.includes(value));
        return [
          title,
          run?.seconds.toFixed(1) ?? "",
          run?.cpuSeconds.toFixed(1) ?? "",
          (bytes / 1e6 / (run?.seconds ?? 1)).toFixed(0),
          run?.peakMiB.toFixed(0) ?? "",
          `${hidden.length - missed.length} of ${hidden.length}`,
          missed.map(({ where }) => where).join(", ") || "none",
        ];
      }),
    ]),
  ]);
}

/** Unpacks the layers, each over those before, as a container sees them. */
const unpacked = `set -e
rm -rf "$2"; mkdir -p "$2/saved" "$2/root"
tar -xf "$1" -C "$2/saved"
for layer in "$2"/saved/layer-*.tar; do tar -xf "$layer" -C "$2/root"; rm "$layer"; done
exec "$0" dir "$2" --no-banner --log-level error --report-format json --report-path -`;

function programsOf({ layout, archive }: LargeImage): Program[] {
  const options = ["--format", "json", "--reveal", "--no-progress"];
  const ofTare = (title: string, path: string): Program => ({
    title,
    ...tare("scan", `image:${path}`, ...options),
    output: outputOf(title),
    succeeds: [0, 1, 3],
  });
  const programs = [ofTare("tare, OCI layout", layout), ofTare("tare, docker save", archive)];
  try {
    const title = "tar, then gitleaks dir";
    programs.push({
      title,
      command: "sh",
      args: ["-c", unpacked, goBinary("gitleaks").binary, archive, join(dataFolder, "unpacked")],
      output: outputOf(title),
    });
  } catch (error) {
    missing("gitleaks dir", error);
  }
  try {
    const title = "trufflehog docker";
    programs.push({
      title,
      command: goBinary("trufflehog").binary,
      args: [
        "docker",
        "--image",
        `file://${archive}`,
        "--no-verification",
        "--no-update",
        "--json",
      ],
      output: outputOf(title),
      succeeds: [0, 183],
    });
  } catch (error) {
    missing("trufflehog docker", error);
  }
  return programs;
}

const outputOf = (title: string): string =>
  join(dataFolder, `image-${title.replaceAll(/[^a-z]+/gi, "-")}.out`);
