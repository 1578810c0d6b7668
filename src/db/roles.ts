// The database roles behind an actor, and their making. Policies are in prisma/migrations/*_row_security.
import { ConfigError } from "../errors.ts";
import type { Actor } from "./actor.ts";
import type { Session } from "./session.ts";

/** What every connection is between transactions: it may read nothing. */
export const nobody = "zhike_nobody";
const roles = ["zhike_own", "zhike_store", "zhike_all", "zhike_system", nobody];

const scopeRoles = { own: "zhike_own", store: "zhike_store", all: "zhike_all" } as const;

export interface Identity {
  role: string;
  staffId: string;
  storeId: string;
}

/** An empty id equals no row's. */
export function identityOf(actor: Actor): Identity {
  if (actor.kind === "system") return { role: "zhike_system", staffId: "", storeId: "" };
  return { role: scopeRoles[actor.scope], staffId: actor.staffId, storeId: actor.storeId ?? "" };
}

/**
 * Roles belong to the whole server: a database restored elsewhere comes without them, two databases share them,
 * and two processes may make them at once.
 */
export async function ensureRoles(session: Session): Promise<void> {
  if ((await missingRoles(session)).length === 0) return;
  try {
    await session.script(makeRoles);
  } catch (error) {
    if (!isDenied(error)) throw error;
  }
  const missing = await missingRoles(session);
  if (missing.length > 0) throw await lacksRoles(session, missing);
}

/** Roles that do not exist, or that the connecting user may not take on. */
async function missingRoles(session: Session): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name
     WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = name)
        OR NOT pg_has_role(current_user, (SELECT oid FROM pg_roles WHERE rolname = name),
             CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)`,
    [roles],
  );
  return rows.map((row) => row.name);
}

const makeRoles = `DO $$
DECLARE wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY[${roles.map((role) => `'${role}'`).join(", ")}] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      BEGIN
        EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
      EXCEPTION WHEN unique_violation OR internal_error THEN NULL; -- another process grants the same just now
      END;
    END IF;
  END LOOP;
END $$`;

function isDenied(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "42501";
}

async function lacksRoles(session: Session, missing: string[]): Promise<ConfigError> {
  const [row] = await session.query<{ user: string }>("SELECT current_user AS user");
  const user = row?.user ?? "";
  return new ConfigError([
    `数据库用户 ${user} 不能建立或使用行级权限角色 ${missing.join("、")}。请管理员在数据库上执行一次下面的 SQL，再重新启动。`,
    `DATABASE_URL: user ${user} cannot create or take on the roles ${missing.join(", ")}. An administrator runs once:\n` +
      roles.map((role) => `      CREATE ROLE ${role} NOLOGIN; -- skip if it exists\n`).join("") +
      `      GRANT ${roles.join(", ")} TO "${user}";`,
  ]);
}
