// Compiles tare's own rules into src/scan/program.gen.bin, so that a scan need not.
import { writeFile } from "node:fs/promises";
import { all as clues } from "../src/rules/clues/index.ts";
import { all as secrets } from "../src/rules/secrets/index.ts";
import { builtFrom } from "../src/scan/program.ts";

await writeFile("src/scan/program.gen.bin", builtFrom([...secrets, ...clues]));
