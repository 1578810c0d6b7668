// The figures of the reports: each has its name, what it means in words, and the rows it is made of, here and nowhere
// else. A figure is a sum over its rows (or one sum over another), and the people behind it are the customers of the same
// rows: so a number and what it opens into cannot disagree. Text of SQL only; store.ts runs it.
//
// Every fragment gives rows (store_id, customer_id, staff_id, num, den). Sums of num and den add up over shops; shares
// and means are num by den and are taken when said.
import { addDays, type Day, instantOf } from "../../calendar/day.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";

type Sql = Prisma.Sql;
const { sql } = Prisma;

/** Business days, `to` exclusive, and the moment up to which anything is known of them. */
export interface Window {
  from: Day;
  to: Day;
  zone: string;
  settings: Settings;
  now: Date;
}

export type KpiKey =
  | "sales"
  | "aov-new"
  | "aov-old"
  | "buyers"
  | "old-share"
  | "new-customers"
  | "visitors"
  | "repeat"
  | "retention"
  | "second"
  | "churn"
  | "followed"
  | "overdue"
  | "promises"
  | "contacted"
  | "complaints"
  | "complaints-new"
  | "complaints-timely"
  | "care-sent"
  | "care-waiting"
  | "care-refused"
  | "csat"
  | "nps"
  | "birthdays"
  | "at-risk"
  | "ownerless";

export interface Kpi {
  name: string;
  /** What is counted, for people; `settings` because shops set some of the days. */
  formula: (settings: Settings) => string;
  /** sum: of num. count: of num, as pieces. mean: num by den, in fen or points. share: num by den, of a hundred. */
  unit: "fen" | "count" | "mean-fen" | "mean" | "share" | "balance";
  /** Whom it opens into: those of num, or those of den alone, where the ones who are missing are to be called. */
  opens: "counted" | "missing";
  /** What these people are called. */
  people: string;
  /** More is better, less is better, or neither. */
  good: "more" | "less" | null;
  /** Null where the algebra of questions says who they are (store.ts: digestConditions). */
  rows: ((window: Window) => Sql) | null;
  /** Of each associate, by what she did herself. */
  ofStaff?: true;
  /** Months only: it changes too slowly to be told each day, and reads every order. */
  monthly?: true;
}

/** Repeat rate looks back a year: clothes are bought by season. */
export const REPEAT_DAYS = 365;
/** Who is lost is told over a month: of a single day there are too few. */
export const CHURN_DAYS = 30;
/** What old customers should bring of the turnover. */
export const OLD_SHARE_BAND = { from: 0.6, to: 0.8 } as const;
export const BIRTHDAY_DAYS = 7;
export const AT_RISK_DAYS = 60;
/** NPS: promoters from 9, detractors up to 6. */
const PROMOTER_FROM = 9;
const DETRACTOR_TO = 6;

const at = ({ zone }: Window, day: Day) => instantOf(day, "00:00", zone);
/** Of a period that still runs nothing is late before now. */
const until = (window: Window) => new Date(Math.min(at(window, window.to).getTime(), window.now.getTime()));
const within = (window: Window, column: Sql) =>
  sql`${column} >= ${at(window, window.from)} AND ${column} < ${at(window, window.to)}`;

/** Orders that count: not closed; what was given back since is taken off. Old: she had bought on an earlier day. */
const sold = (window: Window, from: Day = window.from): Sql => sql`
  SELECT c.store_id, o.customer_id, COALESCE(o.staff_id, c.owner_id) AS staff_id, (o.amount_fen - o.refunded_fen)::bigint AS net,
    EXISTS (SELECT 1 FROM orders p WHERE p.customer_id = o.customer_id AND p.state <> 'closed'
      AND p.paid_at < (date_trunc('day', o.paid_at AT TIME ZONE ${window.zone}) AT TIME ZONE ${window.zone})) AS old
  FROM orders o JOIN customer c ON c.id = o.customer_id
  WHERE o.state <> 'closed' AND o.paid_at >= ${at(window, from)} AND o.paid_at < ${at(window, window.to)}`;

/** Purchases and visits of everybody since a day, as instants. */
const seen = (window: Window, from: Day): Sql => sql`
  SELECT o.customer_id, o.paid_at AS at FROM orders o
    WHERE o.state <> 'closed' AND o.paid_at >= ${at(window, from)} AND o.paid_at < ${at(window, window.to)}
  UNION ALL SELECT v.customer_id, v.visited_at FROM visit v
    WHERE v.visited_at >= ${at(window, from)} AND v.visited_at < ${at(window, window.to)}`;

/** Of things to do: store is the associate's. */
const tasks = (num: Sql, den: Sql, where: Sql): Sql => sql`
  SELECT s.store_id, f.customer_id, f.staff_id, ${num} AS num, ${den} AS den
  FROM follow_up f JOIN staff s ON s.id = f.staff_id WHERE ${where}`;
const endOfDue = ({ zone }: Window) =>
  sql`((date_trunc('day', f.due_at AT TIME ZONE ${zone}) + interval '1 day') AT TIME ZONE ${zone})`;

const complaints = (num: Sql, where: Sql): Sql => sql`
  SELECT c.store_id, x.customer_id, NULL::text AS staff_id, ${num} AS num, 1 AS den
  FROM complaint x JOIN customer c ON c.id = x.customer_id WHERE ${where}`;
const messages = (where: Sql): Sql => sql`
  SELECT c.store_id, m.customer_id, m.staff_id, 1 AS num, 0 AS den
  FROM care_message m JOIN customer c ON c.id = m.customer_id WHERE ${where}`;
const answers = (window: Window, kind: string, num: Sql): Sql => sql`
  SELECT c.store_id, v.customer_id, NULL::text AS staff_id, ${num} AS num, 1 AS den
  FROM survey v JOIN customer c ON c.id = v.customer_id WHERE v.kind = ${kind} AND ${within(window, sql`v.answered_at`)}`;

/** Messages that did not go; their reasons are told from the same rows. */
export const refusedWhere = (window: Window): Sql => sql`m.state = 'refused' AND ${within(window, sql`m.updated_at`)}`;

/** Whoever bought in the span of days before the last one; num: and in the last one too. */
function backAgain(window: Window): Sql {
  const days = window.settings.dormantAfterDays;
  const middle = at(window, addDays(window.to, -days));
  return sql`SELECT c.store_id, b.customer_id, NULL::text AS staff_id, b.again::int AS num, 1 AS den
    FROM (SELECT o.customer_id, bool_or(o.paid_at >= ${middle}) AS again FROM orders o
      WHERE o.state <> 'closed' AND o.paid_at >= ${at(window, addDays(window.to, -2 * days))} AND o.paid_at < ${at(window, window.to)}
      GROUP BY o.customer_id HAVING min(o.paid_at) < ${middle}) b JOIN customer c ON c.id = b.customer_id`;
}

/** Whoever bought for the first time in that span; num: and on another day since. One pass over all orders. */
function secondTime(window: Window): Sql {
  const days = window.settings.dormantAfterDays;
  return sql`SELECT c.store_id, b.customer_id, NULL::text AS staff_id, (b.days > 1)::int AS num, 1 AS den
    FROM (SELECT o.customer_id, count(DISTINCT (o.paid_at AT TIME ZONE ${window.zone})::date) AS days FROM orders o
      WHERE o.state <> 'closed' AND o.paid_at < ${at(window, window.to)} GROUP BY o.customer_id
      HAVING min(o.paid_at) >= ${at(window, addDays(window.to, -2 * days))}
        AND min(o.paid_at) < ${at(window, addDays(window.to, -days))}) b JOIN customer c ON c.id = b.customer_id`;
}

export const kpis: Record<KpiKey, Kpi> = {
  sales: {
    name: "销售额",
    formula: () => "没关闭的订单实付减退款，按付款日；单数是这些订单，客单价是两者相除",
    unit: "fen",
    opens: "counted",
    people: "买了东西的客户",
    good: "more",
    rows: (w) => sql`SELECT o.store_id, o.customer_id, o.staff_id, o.net AS num, 1 AS den FROM (${sold(w)}) o`,
  },
  "aov-new": {
    name: "新客客单价",
    formula: () => "当天之前没买过的客户：销售额÷单数",
    unit: "mean-fen",
    opens: "counted",
    people: "买了东西的新客",
    good: "more",
    rows: (w) =>
      sql`SELECT o.store_id, o.customer_id, o.staff_id, o.net AS num, 1 AS den FROM (${sold(w)}) o WHERE NOT o.old`,
  },
  "aov-old": {
    name: "老客客单价",
    formula: () => "当天之前买过的客户：销售额÷单数",
    unit: "mean-fen",
    opens: "counted",
    people: "买了东西的老客",
    good: "more",
    rows: (w) =>
      sql`SELECT o.store_id, o.customer_id, o.staff_id, o.net AS num, 1 AS den FROM (${sold(w)}) o WHERE o.old`,
  },
  buyers: {
    name: "成交客户",
    formula: () => "有订单的客户，一人算一次",
    unit: "count",
    opens: "counted",
    people: "成交的客户",
    good: "more",
    rows: (w) =>
      sql`SELECT DISTINCT o.store_id, o.customer_id, NULL::text AS staff_id, 1 AS num, 0 AS den FROM (${sold(w)}) o`,
  },
  "old-share": {
    name: "老客营收占比",
    formula: () => `近${CHURN_DAYS}天（月报是当月）销售额里，当天之前买过的客户占多少；60%–80%为宜`,
    unit: "share",
    opens: "counted",
    people: "买了东西的老客",
    good: null,
    rows: (w) => {
      const span = addDays(w.to, -CHURN_DAYS);
      // A calendar month of 28 days is a month too.
      const from = addDays(w.to, -28) >= w.from ? w.from : span;
      return sql`SELECT o.store_id, o.customer_id, o.staff_id, CASE WHEN o.old THEN o.net ELSE 0 END AS num, o.net AS den
        FROM (${sold(w, from)}) o`;
    },
  },
  "new-customers": {
    name: "新登记客户",
    formula: () => "这些天建的档案",
    unit: "count",
    opens: "counted",
    people: "新登记的客户",
    good: "more",
    rows: (w) => sql`SELECT c.store_id, c.id AS customer_id, NULL::text AS staff_id, 1 AS num, 0 AS den FROM customer c
      WHERE ${within(w, sql`c.created_at`)}`,
  },
  visitors: {
    name: "到店客户",
    formula: () => "有到店记录或店内成交的客户，一人算一次",
    unit: "count",
    opens: "counted",
    people: "到店的客户",
    good: "more",
    rows: (w) => sql`SELECT DISTINCT c.store_id, c.id AS customer_id, NULL::text AS staff_id, 1 AS num, 0 AS den
      FROM (SELECT v.customer_id FROM visit v WHERE ${within(w, sql`v.visited_at`)}
        UNION ALL SELECT o.customer_id FROM orders o
          WHERE o.state <> 'closed' AND o.channel <> 'online' AND ${within(w, sql`o.paid_at`)}) v
      JOIN customer c ON c.id = v.customer_id`,
  },
  repeat: {
    name: "复购率",
    formula: () => `近${REPEAT_DAYS}天买过的客户里，有两天及以上买过的占多少（一天几单算一次）`,
    unit: "share",
    opens: "counted",
    people: "复购的客户",
    good: "more",
    rows: (w) => sql`SELECT c.store_id, b.customer_id, NULL::text AS staff_id, (b.days > 1)::int AS num, 1 AS den
      FROM (SELECT o.customer_id, count(DISTINCT (o.paid_at AT TIME ZONE ${w.zone})::date) AS days FROM orders o
        WHERE o.state <> 'closed' AND o.paid_at >= ${at(w, addDays(w.to, -REPEAT_DAYS))} AND o.paid_at < ${at(w, w.to)}
        GROUP BY o.customer_id) b JOIN customer c ON c.id = b.customer_id`,
  },
  retention: {
    name: "留存率",
    formula: ({ dormantAfterDays: days }) => `再往前${days}天买过的客户里，近${days}天又买了的占多少`,
    unit: "share",
    opens: "missing",
    people: "没再来买的客户",
    good: "more",
    rows: (w) => backAgain(w),
  },
  second: {
    name: "二购转化率",
    formula: ({ dormantAfterDays: days }) => `${days}–${2 * days}天前第一次买的新客里，之后又在别的日子买过的占多少`,
    unit: "share",
    opens: "missing",
    people: "还没第二次买的新客",
    good: "more",
    rows: (w) => secondTime(w),
    monthly: true,
  },
  churn: {
    name: "流失率",
    formula: ({ lostAfterDays: days }) =>
      `${CHURN_DAYS}天前还算活跃（${days}天内来过或买过）的客户里，到现在超过${days}天没来的占多少`,
    unit: "share",
    opens: "counted",
    people: "新流失的客户",
    good: "less",
    rows: (w) => {
      const start = addDays(w.to, -CHURN_DAYS);
      const lost = w.settings.lostAfterDays;
      return sql`SELECT c.store_id, b.customer_id, NULL::text AS staff_id,
          (b.last < ${at(w, addDays(w.to, -lost))})::int AS num, 1 AS den
        FROM (SELECT e.customer_id, min(e.at) AS first, max(e.at) AS last FROM (${seen(w, addDays(start, -lost))}) e
          GROUP BY e.customer_id) b JOIN customer c ON c.id = b.customer_id
        WHERE b.first < ${at(w, start)}`;
    },
  },
  followed: {
    name: "跟进完成",
    formula: () => "这些天做完的跟进",
    unit: "count",
    opens: "counted",
    people: "跟进做完的客户",
    good: "more",
    rows: (w) => tasks(sql`1`, sql`0`, sql`f.state = 'done' AND ${within(w, sql`f.done_at`)}`),
    ofStaff: true,
  },
  overdue: {
    name: "跟进逾期",
    formula: () => "到这些天结束时该做、现在还没做的跟进；只说了日子的，过了当天才算",
    unit: "count",
    opens: "counted",
    people: "跟进逾期的客户",
    good: "less",
    rows: (w) =>
      tasks(
        sql`1`,
        sql`0`,
        sql`f.state = 'open' AND CASE WHEN f.due_has_time THEN f.due_at < ${until(w)} ELSE ${endOfDue(w)} <= ${until(w)} END`,
      ),
    ofStaff: true,
  },
  promises: {
    name: "承诺兑现",
    formula: () => "这些天到期的承诺里，当天结束前做到的占多少；取消的不算",
    unit: "share",
    opens: "missing",
    people: "答应了没做到的客户",
    good: "more",
    rows: (w) => {
      const kept = sql`f.state = 'done' AND f.done_at < ${endOfDue(w)}`;
      return tasks(
        sql`(${kept})::int`,
        sql`1`,
        sql`f.kind = 'promise' AND ${within(w, sql`f.due_at`)}
          AND ((${kept}) OR (f.state <> 'cancelled' AND ${endOfDue(w)} <= ${until(w)}))`,
      );
    },
    ofStaff: true,
  },
  contacted: {
    name: "联系客户",
    formula: () => "每位导购主动联系过的客户，一人算一次",
    unit: "count",
    opens: "counted",
    people: "联系过的客户",
    good: "more",
    rows: (w) => sql`SELECT DISTINCT s.store_id, t.customer_id, t.staff_id, 1 AS num, 0 AS den
      FROM touch t JOIN staff s ON s.id = t.staff_id WHERE t.direction = 'out' AND ${within(w, sql`t.at`)}`,
    ofStaff: true,
  },
  complaints: {
    name: "未了结投诉",
    formula: () => "到这些天结束时没了结的投诉；其中过了答复或解决时限的算超时",
    unit: "count",
    opens: "counted",
    people: "投诉没了结的客户",
    good: "less",
    rows: (w) =>
      complaints(
        sql`(COALESCE(x.resolve_by < ${until(w)}, false) OR COALESCE(x.respond_by < ${until(w)}, false)
          AND COALESCE(x.responded_at >= x.respond_by, true))::int`,
        sql`x.opened_at < ${at(w, w.to)} AND COALESCE(x.closed_at >= ${at(w, w.to)}, x.state <> 'closed')`,
      ),
  },
  "complaints-new": {
    name: "新增投诉",
    formula: () => "这些天新登记的投诉",
    unit: "count",
    opens: "counted",
    people: "新投诉的客户",
    good: "less",
    rows: (w) => complaints(sql`1`, within(w, sql`x.opened_at`)),
  },
  "complaints-timely": {
    name: "投诉处理及时率",
    formula: () => "解决时限落在这些天里的投诉，在时限内了结的占多少",
    unit: "share",
    opens: "missing",
    people: "投诉没按时了结的客户",
    good: "more",
    rows: (w) =>
      complaints(
        sql`COALESCE(x.closed_at <= x.resolve_by, false)::int`,
        sql`${within(w, sql`x.resolve_by`)} AND (x.resolve_by < ${until(w)} OR x.closed_at <= x.resolve_by)`,
      ),
  },
  "care-sent": {
    name: "关怀发出",
    formula: () => "这些天由导购点发出去的消息",
    unit: "count",
    opens: "counted",
    people: "收到关怀的客户",
    good: "more",
    rows: (w) => messages(sql`m.state = 'sent' AND ${within(w, sql`m.sent_at`)}`),
  },
  "care-waiting": {
    name: "关怀待确认",
    formula: () => "现在等导购确认或点发送的消息",
    unit: "count",
    opens: "counted",
    people: "关怀待确认的客户",
    good: null,
    rows: () => messages(sql`m.state IN ('draft', 'approved', 'queued', 'task_created')`),
  },
  "care-refused": {
    name: "关怀没发",
    formula: () => "这些天因为规则不该发而没发的消息，原因照实写",
    unit: "count",
    opens: "counted",
    people: "关怀没发的客户",
    good: null,
    rows: (w) => messages(refusedWhere(w)),
  },
  csat: {
    name: "满意度",
    formula: () => "这些天客户打的分（满分5分）的平均",
    unit: "mean",
    opens: "counted",
    people: "打了分的客户",
    good: "more",
    rows: (w) => answers(w, "csat", sql`v.score`),
  },
  nps: {
    name: "NPS",
    formula: () => `愿意推荐（${PROMOTER_FROM}分以上）的占比减去不愿意的（${DETRACTOR_TO}分以下），乘100`,
    unit: "balance",
    opens: "counted",
    people: "打了推荐分的客户",
    good: "more",
    rows: (w) =>
      answers(w, "nps", sql`(v.score >= ${PROMOTER_FROM}::int)::int - (v.score <= ${DETRACTOR_TO}::int)::int`),
  },
  birthdays: {
    name: "即将生日",
    formula: () => `之后${BIRTHDAY_DAYS}天里过生日的客户，农历的按当年换算`,
    unit: "count",
    opens: "counted",
    people: "快过生日的客户",
    good: null,
    rows: null,
  },
  "at-risk": {
    name: "高等级会员久未到店",
    formula: ({ lostAfterDays: days }) => `普通以上等级、${AT_RISK_DAYS}天以上没来、还没到${days}天流失线的客户`,
    unit: "count",
    opens: "counted",
    people: "久没到店的高等级会员",
    good: "less",
    rows: null,
  },
  ownerless: {
    name: "高等级会员没有专属导购",
    formula: () => "普通以上等级、没有专属导购的客户",
    unit: "count",
    opens: "counted",
    people: "没有专属导购的高等级会员",
    good: "less",
    rows: null,
  },
};

export const KPI_KEYS = Object.keys(kpis) as KpiKey[];
