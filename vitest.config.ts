import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/after-run.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    // Each worker loads the house, its engines and its grammar once, not once per file: a third of the suite's work.
    isolate: false,
    // So that what one file replaced is whole again in the next.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // As many as the smallest machine has cores; by default one core is kept free and everything takes twice as long.
    maxWorkers: 2,
  },
});
