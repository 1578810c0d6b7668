// A developer's tool: writes the next migration from the schema, or checks that schema and migrations agree.
//   tsx src/db/diff.ts write NAME    tsx src/db/diff.ts check   (exit 2 and the missing SQL when they differ)
// Prisma's own command downloads an engine; this drives the same engine as WebAssembly over an in-memory database.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { commentOf } from "./schema-comments.ts";
import { compileWhatIsHotOnly } from "./webassembly.ts";

const schemaPath = "prisma/schema.prisma";
const migrationsPath = "prisma/migrations";
const lockfileText = '# Keeps the kind of database the migrations are written for.\nprovider = "postgresql"\n';

compileWhatIsHotOnly();
await main(process.argv[2], process.argv[3]);

async function main(command: string | undefined, name: string | undefined): Promise<void> {
  if (command === "check") {
    const missing = await diff();
    if (missing === null) return console.log("schema and migrations agree");
    console.log(missing);
    process.exitCode = 2;
  } else if (command === "write" && name && /^[a-z0-9_]+$/.test(name)) {
    const sql = await diff();
    if (sql === null) return console.log("nothing to write: schema and migrations agree");
    console.log(`wrote ${await writeMigration(name, sql)}`);
  } else {
    console.error("usage: tsx src/db/diff.ts write NAME (a-z, 0-9, _) | tsx src/db/diff.ts check");
    process.exitCode = 1;
  }
}

async function writeMigration(name: string, sql: string): Promise<string> {
  const names = await migrationNames();
  const next = Number(names.at(-1)?.slice(0, 4) ?? 0) + 1;
  const folder = join(migrationsPath, `${String(next).padStart(4, "0")}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), sql + tableComments(sql, await readFile(schemaPath, "utf8")));
  await writeFile(join(migrationsPath, "migration_lock.toml"), lockfileText);
  return join(folder, "migration.sql");
}

/** What each new table is for, from the schema's own words, so that a person in psql reads it too. */
function tableComments(sql: string, schema: string): string {
  const created = [...sql.matchAll(/^CREATE TABLE "(\w+)"/gm)].map((match) => match[1]!);
  if (created.length === 0) return "";
  const comments = commentOf(schema);
  const lines = created.map((table) => {
    const text = comments.get(table);
    if (!text) throw new Error(`${schemaPath}: table ${table} has no /// comment above its model`);
    return `COMMENT ON TABLE "${table}" IS '${text.replaceAll("'", "''")}';`;
  });
  return `\n-- Comments\n${lines.join("\n")}\n`;
}

/** The SQL that leads from the migrations to the schema; null when there is none. */
async function diff(): Promise<string | null> {
  const files = [{ path: schemaPath, content: await readFile(schemaPath, "utf8") }];
  const engine = await startEngine(files);
  const result = await engine.diff({
    from: await migrationsTarget(),
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  return result.exitCode === 0 ? null : (result.stdout ?? "");
}

async function migrationsTarget() {
  const names = await migrationNames();
  if (names.length === 0) return { tag: "empty" } as const;
  const migrationDirectories = await Promise.all(
    names.map(async (path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(join(migrationsPath, path, "migration.sql"), "utf8") },
      },
    })),
  );
  return {
    tag: "migrations",
    baseDir: migrationsPath,
    lockfile: { path: "migration_lock.toml", content: lockfileText },
    migrationDirectories,
    shadowDbInitScript: "",
  } as const;
}

async function migrationNames(): Promise<string[]> {
  if (!existsSync(migrationsPath)) return [];
  const entries = await readdir(migrationsPath, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function startEngine(files: { path: string; content: string }[]) {
  // The engine reports its panics here; without the registry it cannot be instantiated.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { message: "", set_message: (message: string) => console.error(message) },
  });
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const folder = dirname(fileURLToPath(import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg")));
  // Node's types leave the global WebAssembly out; this is the one call needed of it.
  const { instantiate } = Reflect.get(globalThis, "WebAssembly") as {
    instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
  };
  const code = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await instantiate(code, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings.SchemaEngine.new(
    { datamodels: files.map((file): [string, string] => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(emptyDatabases()) as never,
  );
}

/**
 * One in-memory database, whose scripts are awaited (the adapter's own are not). The engine opens its main connection
 * only to learn the version and replays the migrations on the shadow: both may be the same empty one.
 */
function emptyDatabases(): SqlMigrationAwareDriverAdapterFactory {
  let opening: Promise<SqlDriverAdapter> | null = null;
  async function open(): Promise<SqlDriverAdapter> {
    const lite = await PGlite.create();
    const adapter = await new PrismaPGlite(lite).connect();
    return Object.assign(adapter, {
      executeScript: async (script: string) => {
        await lite.exec(script);
      },
    });
  }
  const connect = () => {
    opening ??= open();
    return opening;
  };
  return { provider: "postgres", adapterName: "pglite", connect, connectToShadowDb: connect };
}
