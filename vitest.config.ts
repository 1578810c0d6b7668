import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    // As many as the smallest machine has cores; by default one core is kept free and everything takes twice as long.
    maxWorkers: 2,
  },
});
