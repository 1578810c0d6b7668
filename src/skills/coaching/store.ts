// What of a customer bears on what is said to her. The only query of this skill; row security decides whether she is seen.
import type { Tx } from "../../db/db.ts";
import { DISLIKE } from "../notes/rules.ts";
import type { About } from "./rules.ts";

/** More would not fit the one line they are told in. */
const WARNINGS_MAX = 2;
const NEEDS_MAX = 5;
const LIKINGS_MAX = 5;

export async function loadAbout(tx: Tx, id: string): Promise<About | null> {
  const [row] = await tx.$queryRaw<About[]>`
    SELECT c.name,
      array_remove(array_cat(ARRAY[c.tier, s.class, s.life], ARRAY(SELECT t.name FROM customer_tag ct
        JOIN tag t ON t.id = ct.tag_id WHERE ct.customer_id = c.id ORDER BY t.name)), NULL) AS words,
      ARRAY(SELECT f.value FROM fact f WHERE f.customer_id = c.id AND f.kind = 'negative' AND f.withdrawn_at IS NULL
        AND f.superseded_by_id IS NULL ORDER BY f.pinned DESC, f.recorded_at DESC, f.id LIMIT ${WARNINGS_MAX}) AS warnings,
      ARRAY(SELECT f.value FROM fact f WHERE f.customer_id = c.id AND f.kind = 'need' AND f.withdrawn_at IS NULL
        AND f.superseded_by_id IS NULL ORDER BY f.recorded_at DESC, f.id LIMIT ${NEEDS_MAX}) AS needs,
      ARRAY(SELECT f.value FROM fact f WHERE f.customer_id = c.id AND f.kind = 'preference' AND f.withdrawn_at IS NULL
        AND f.superseded_by_id IS NULL AND f.topic IS DISTINCT FROM ${DISLIKE}
        ORDER BY f.pinned DESC, f.recorded_at DESC, f.id LIMIT ${LIKINGS_MAX}) AS likings,
      (SELECT l.item FROM orders o JOIN order_line l ON l.order_id = o.id WHERE o.customer_id = c.id AND o.state = 'paid'
        ORDER BY o.paid_at DESC, l.amount_fen DESC, l.id LIMIT 1) AS "lastItem",
      EXISTS (SELECT 1 FROM complaint x WHERE x.customer_id = c.id AND x.state <> 'closed') AS "hasComplaint"
    FROM customer c LEFT JOIN customer_segment s ON s.customer_id = c.id WHERE c.id = ${id}`;
  return row ?? null;
}

export async function storeName(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.store.findUnique({ where: { id }, select: { name: true } });
  return row?.name ?? null;
}
