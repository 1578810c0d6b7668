// The shop's own words for the parser: tiers, tags, shops, colleagues and categories, as short lists.
import { system } from "../db/actor.ts";
import type { Db, Tx } from "../db/db.ts";
import type { Settings } from "../settings.ts";
import type { Lexicon } from "../understanding/parser/lattice.ts";

/** More of a kind than this and they are no words of the trade but data. */
const WORDS_MAX = 2000;

/** Changes with every tag made and every rule changed by anybody: both are spoken of in the very next sentence. */
export async function shopVersion(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ version: string }[]>`
    SELECT concat_ws(' ', count(*), max(created_at), (SELECT count(*) FROM setting)) AS version FROM tag`;
  return row?.version ?? "";
}

export async function loadLexicon(db: Db, settings: Settings): Promise<Lexicon> {
  return db.transaction(system, async (tx) => {
    const [staff, stores, tags, tiers, categories] = [
      await tx.staff.findMany({ where: { active: true }, select: { name: true }, take: WORDS_MAX }),
      await tx.store.findMany({ select: { name: true }, take: WORDS_MAX }),
      await tx.tag.findMany({ select: { name: true }, take: WORDS_MAX }),
      await tx.$queryRaw<{ name: string }[]>`
        WITH RECURSIVE known AS (
          (SELECT tier AS name FROM customer WHERE tier IS NOT NULL ORDER BY tier LIMIT 1)
          UNION ALL
          SELECT (SELECT tier FROM customer WHERE tier > known.name ORDER BY tier LIMIT 1) FROM known WHERE known.name IS NOT NULL
        ) SELECT name FROM known WHERE name IS NOT NULL LIMIT 50`,
      await tx.$queryRaw<{ name: string }[]>`
        WITH RECURSIVE known AS (
          (SELECT category AS name FROM order_line WHERE category IS NOT NULL ORDER BY category LIMIT 1)
          UNION ALL
          SELECT (SELECT category FROM order_line WHERE category > known.name ORDER BY category LIMIT 1) FROM known WHERE known.name IS NOT NULL
        ) SELECT name FROM known WHERE name IS NOT NULL LIMIT 500`,
    ];
    const named = (rows: { name: string }[]) => rows.map((row) => row.name);
    return {
      tiers: [...new Set([...settings.tiers.flatMap((tier) => [tier.name, ...tier.aliases]), ...named(tiers)])],
      staff: named(staff),
      stores: [...new Set(named(stores).flatMap((name) => [name, name.replace(/(专卖|旗舰|分|门)?店$/u, "")]))].filter(
        (name) => name.length >= 2,
      ),
      tags: named(tags),
      categories: named(categories),
    };
  });
}
