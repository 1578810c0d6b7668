// What an associate's own week is made of, for everybody at once or for one of them. Her figures are those of the reports.
import type { Day } from "../../calendar/day.ts";
import { instantOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import { aggregateCustomers } from "../customers/store.ts";
import type { OwnWeek } from "./own-week.ts";
import { weekOf } from "./own-week.ts";
import { loadStaff } from "./store.ts";

/** A story is a note that says somebody was pleased, or brought somebody. */
const STORY = "介绍了|介绍.{0,6}朋友|带.{0,4}朋友来|夸|表扬|感谢|谢谢我们|锦旗|好评|很满意|特别满意";
const PEOPLE_MAX = 5000;
const { sql, empty } = Prisma;

export interface OwnWeekScope {
  today: Day;
  zone: string;
  settings: Settings;
  now: Date;
  /** Only hers; null for every associate who wants to hear from us. */
  staffId: string | null;
}

export async function loadOwnWeeks(tx: Tx, scope: OwnWeekScope): Promise<OwnWeek[]> {
  const { today, zone, settings, now, staffId } = scope;
  const week = weekOf(today);
  const at = (day: Day) => instantOf(day, "00:00", zone);
  const facts = await loadStaff(tx, { ...week, zone, settings, now, storeId: null, monthly: false });
  const unasked = sql` AND NOT s.nudges_off
    AND NOT EXISTS (SELECT 1 FROM nudge_wish w WHERE w.staff_id = s.id AND w.kind = 'week')`;
  const whose = staffId === null ? empty : sql` AND s.id = ${staffId}`;
  const people = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM staff s WHERE s.active AND s.role = 'associate'${staffId === null ? unasked : empty}${whose}
    ORDER BY s.id LIMIT ${PEOPLE_MAX}`;
  const next = await tx.$queryRaw<{ staffId: string; day: Day; count: number }[]>`
    SELECT f.staff_id AS "staffId", to_char(f.due_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, count(*)::int AS count
    FROM follow_up f JOIN staff s ON s.id = f.staff_id
    WHERE f.state = 'open' AND f.due_at >= ${at(week.nextFrom)} AND f.due_at < ${at(week.nextTo)}${whose}
    GROUP BY 1, 2 ORDER BY 1, 2`;
  const stories = await tx.$queryRaw<{ staffId: string; text: string; names: string[] }[]>`
    SELECT DISTINCT ON (n.by_id) n.by_id AS "staffId", n.text,
      array_append(ARRAY(SELECT a.alias FROM customer_alias a WHERE a.customer_id = c.id), c.name) AS names
    FROM (SELECT n.author_id AS by_id, n.customer_id, n.text, n.created_at AS at FROM note n
        WHERE n.created_at >= ${at(week.from)} AND n.created_at < ${at(week.to)}
      UNION ALL SELECT f.recorded_by_id, f.customer_id, COALESCE(f.said_as, f.value), f.recorded_at FROM fact f
        WHERE f.withdrawn_at IS NULL AND f.kind <> 'negative'
          AND f.recorded_at >= ${at(week.from)} AND f.recorded_at < ${at(week.to)}) n
    JOIN customer c ON c.id = n.customer_id JOIN staff s ON s.id = n.by_id
    WHERE n.text ~ ${STORY}${whose} ORDER BY n.by_id, n.at DESC`;
  const births = await aggregateCustomers(
    tx,
    {
      where: [{ field: "birthday", range: { from: week.nextFrom, to: week.nextTo } }],
      base: [],
      aggregate: { fn: "count", of: "customers", by: "owner", range: null },
      groupsMax: PEOPLE_MAX,
    },
    {
      today,
      zone,
      settings,
      narrow: staffId !== null,
      vocabulary: { owners: new Map(), stores: new Map(), tags: new Map(), tiers: new Map() },
    },
  );
  return people.flatMap(({ id }) => {
    const own = facts.find((one) => one.id === id);
    if (!own) return [];
    const { storeId: _, ...figures } = own;
    return [
      {
        id,
        name: own.name,
        facts: figures,
        next: next.filter((one) => one.staffId === id).map(({ day, count }) => ({ day, count })),
        birthdays: births.find((one) => one.key === id)?.customers ?? 0,
        story: stories.find((one) => one.staffId === id) ?? null,
      },
    ];
  });
}
