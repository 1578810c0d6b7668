// Plain SQL to either engine, outside Prisma and outside row security: for migrations, upkeep and backups only.
import type { PGlite } from "@electric-sql/pglite";
import type pg from "pg";

export interface Session {
  query<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Several statements in one text, without parameters. */
  script(sql: string): Promise<void>;
}

export function liteSession(lite: PGlite): Session {
  return {
    async query<Row>(sql: string, values: unknown[] = []) {
      return (await lite.query<Row>(sql, values)).rows;
    },
    async script(sql) {
      await lite.exec(sql);
    },
  };
}

export function serverSession(client: pg.Client): Session {
  return {
    async query<Row>(sql: string, values: unknown[] = []) {
      return (await client.query(sql, values)).rows as Row[];
    },
    async script(sql) {
      await client.query(sql);
    },
  };
}
