// Prisma's CLI configuration. The client needs no engine binary: queries run through driver adapters.
import { defineConfig } from "prisma/config";

// The CLI insists on finding a schema engine even for commands that never start one; closed networks cannot
// download it. These three only read the schema, so any existing file satisfies the check.
if (["generate", "validate", "format"].includes(process.argv[2] ?? "")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
