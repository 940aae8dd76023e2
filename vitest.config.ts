import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "ui/src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 180_000,
    // Two threads on two cores: vitest leaves one idle.
    maxWorkers: "100%",
    // Modules are loaded once for all files of a worker: no test keeps state in them.
    isolate: false,
  },
});
