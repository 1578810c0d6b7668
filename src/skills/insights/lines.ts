// The lines of a report: what each says of the figures, whom it opens into, and in which order they come. Lines that
// would say nothing are left out; fourteen short ones are read in a minute and a half. Pure; never ranked by sales.
import { addDays, type Day, splitDay, weekday } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import { sayDate, sayFen, sayNumber, sayShare } from "../customers/say.ts";
import {
  type DigestFacts,
  type Figures,
  type Grain,
  inOrder,
  measure,
  praised,
  REASONS_MAX,
  type StaffFacts,
} from "./digest.ts";
import { AT_RISK_DAYS, BIRTHDAY_DAYS, CHURN_DAYS, type KpiKey, kpis, OLD_SHARE_BAND } from "./kpi.ts";
import type { Period } from "./periods.ts";

export interface Report {
  grain: Grain;
  period: Period;
  /** Null for the whole house. */
  storeName: string | null;
  /** An associate's own figures. */
  mine: boolean;
  facts: DigestFacts;
  /** Of the period before; null where nothing is compared. */
  before: DigestFacts | null;
  /** Each shop for itself, in a report of the whole house. */
  stores: readonly { name: string; facts: DigestFacts }[];
}

/** Colleagues or shops named below one line. */
const NAMED_MAX = 8;
const WEEKDAYS = "一二三四五六日";
export const GRAIN_NAMES: Record<Grain, { report: string; before: string }> = {
  day: { report: "日报", before: "前一天" },
  week: { report: "周报", before: "上一周" },
  month: { report: "月报", before: "上个月" },
};

interface Line {
  label: string;
  opens: KpiKey;
  /** As things stand when it is told; nothing to say of a week or a month long gone. */
  standing?: true;
  /** Null when there is nothing to say. */
  say: (report: Report) => string | null;
}

/** In the order they are told: turnover, what waits for somebody, who may be lost, then the rest. */
const LINES: readonly Line[] = [
  { label: "销售", opens: "sales", say: soldWords },
  { label: "投诉", opens: "complaints", say: complainedWords },
  { label: "承诺", opens: "promises", say: promisedWords },
  { label: "跟进", opens: "overdue", say: followedWords },
  {
    label: `高等级会员${AT_RISK_DAYS}天以上没到店`,
    opens: "at-risk",
    standing: true,
    say: ({ facts: { figures } }) => counted(figures["at-risk"].num),
  },
  { label: "到店", opens: "visitors", say: cameWords },
  { label: "老客营收占比", opens: "old-share", say: oldShareWords },
  {
    label: "复购率",
    opens: "repeat",
    say: (report) => shareWords(report, "repeat", (num, den) => `近一年${den}位买过，${num}位不止一天`),
  },
  {
    label: "留存率",
    opens: "retention",
    say: (report) => shareWords(report, "retention", (num, den) => `上一季${den}位买过，${num}位又来买`),
  },
  {
    label: "流失率",
    opens: "churn",
    say: (report) =>
      report.facts.figures.churn.num === 0
        ? null
        : shareWords(report, "churn", (num, den) => `${CHURN_DAYS}天前${den}位活跃，${num}位流失`),
  },
  {
    label: "二购转化率",
    opens: "second",
    say: (report) => shareWords(report, "second", (num, den) => `上一季${den}位新客，${num}位又来买`),
  },
  { label: "关怀", opens: "care-waiting", say: caredWords },
  {
    label: `未来${BIRTHDAY_DAYS}天生日`,
    opens: "birthdays",
    standing: true,
    say: ({ facts: { figures } }) => counted(figures.birthdays.num),
  },
  {
    label: "高等级会员没有专属导购",
    opens: "ownerless",
    standing: true,
    say: ({ facts: { figures } }) => (figures.ownerless.num === 0 ? null : `${figures.ownerless.num}位，请安排`),
  },
  { label: "满意度", opens: "csat", say: contentWords },
];

export interface SaidLine {
  label: string;
  opens: KpiKey;
  text: string;
}

export function reportLines(report: Report, today: Day): SaidLine[] {
  const past = report.grain !== "day" && report.period.to < today;
  return LINES.flatMap(({ label, opens, standing, say }) => {
    const text = standing && past ? null : say(report);
    return text === null ? [] : [{ label, opens, text }];
  });
}

/** What may hang on a group's wall: figures and praise, nobody's arrears, no complaint, nothing to open. */
const PUBLIC: ReadonlySet<KpiKey> = new Set([
  "sales",
  "visitors",
  "old-share",
  "repeat",
  "retention",
  "second",
  "csat",
]);

export function groupText(report: Report, today: Day): string {
  const lines = reportLines({ ...report, stores: [] }, today)
    .filter(({ opens }) => PUBLIC.has(opens))
    .map(({ label, text }) => `${label}：${text}`);
  const praise = praiseWords(report);
  return [reportTitle(report, today), ...lines, ...(praise === null ? [] : [praise])].join("\n");
}

/** The report as a message: numbered, so that a reply can name a line. */
export function reportText(report: Report, today: Day): string {
  const lines = reportLines(report, today).map(({ label, text }, index) => `${index + 1} ${label}：${text}`);
  const praise = praiseWords(report);
  return [
    reportTitle(report, today),
    ...lines,
    ...(praise === null ? [] : [praise]),
    "想看是谁，回行号就行，比如「1」。",
  ].join("\n");
}

export function reportTitle({ grain, period, storeName, mine }: Report, today: Day): string {
  const who = mine ? "我的" : (storeName ?? "全部门店");
  return `${who}${GRAIN_NAMES[grain].report} ${sayPeriod(grain, period, today)}`;
}

/** 9月12日（周六） · 9月7日–13日 · 2026年8月 */
export function sayPeriod(grain: Grain, { from, to }: Period, today: Day): string {
  const last = addDays(to, -1);
  switch (grain) {
    case "day":
      return `${sayDate(from, today)}（周${WEEKDAYS[weekday(from) - 1]}）`;
    case "week":
      return `${sayDate(from, today)}–${splitDay(from).month === splitDay(last).month ? `${splitDay(last).day}日` : sayDate(last, today)}`;
    case "month":
      return `${splitDay(from).year === splitDay(today).year ? "" : `${splitDay(from).year}年`}${splitDay(from).month}月`;
    default:
      return unreachable(grain);
  }
}

/** What the line with this number opens into, by the report as it was read; null when it has no such line. */
export function lineOpened(text: string, line: number): KpiKey | null {
  const said = text.split("\n").find((one) => one.startsWith(`${line} `));
  return LINES.find(({ label }) => said?.startsWith(`${line} ${label}：`))?.opens ?? null;
}

/** 23.5% · 3,600元 · 4.6分 · 12 */
export function sayFigure(key: KpiKey, value: number | null): string {
  if (value === null) return "还没有数";
  switch (kpis[key].unit) {
    case "fen":
    case "mean-fen":
      return sayFen(value);
    case "share":
      return `${sayNumber(value * 100)}%`;
    case "mean":
      return `${sayNumber(value)}分`;
    default:
      return sayNumber(value);
  }
}

/** 比上一周+12.3% · 比上个月-1.2个百分点; "" where there is nothing to hold it against. */
export function sayChange(key: KpiKey, now: Figures, before: Figures | null, grain: Grain): string {
  if (before === null) return "";
  const [one, other] = [measure(key, now[key]), measure(key, before[key])];
  if (one === null || other === null) return "";
  const against = `，比${GRAIN_NAMES[grain].before}`;
  const signed = (value: number, say: string) => `${against}${value > 0 ? "+" : ""}${say}`;
  const { unit } = kpis[key];
  if (unit === "share") {
    const points = (one - other) * 100;
    return Math.abs(points) < 0.05 ? `${against}持平` : signed(points, `${sayNumber(points)}个百分点`);
  }
  if (unit === "fen" || unit === "mean-fen") {
    if (other <= 0) return "";
    const share = ((one - other) / other) * 100;
    return Math.abs(share) < 0.05 ? `${against}持平` : signed(share, `${sayNumber(share)}%`);
  }
  return one === other ? `${against}持平` : signed(one - other, sayNumber(one - other));
}

const counted = (number: number) => (number === 0 ? null : `${number}位`);

function soldWords({ facts: { figures }, before, grain, stores }: Report): string {
  const { sales } = figures;
  const change = sayChange("sales", figures, before?.figures ?? null, grain);
  const shops = storeWords(stores);
  if (sales.den === 0) return [`没有成交${change}`, ...shops].join("\n");
  const [fresh, old] = [figures["aov-new"], figures["aov-old"]];
  const split =
    fresh.den > 0 && old.den > 0
      ? `（新客${sayFen(fresh.num / fresh.den)}，老客${sayFen(old.num / old.den)}）`
      : fresh.den > 0
        ? "（都是新客）"
        : "（都是老客）";
  return [
    `${sayFen(sales.num)}，${sales.den}单，客单价${sayFen(sales.num / sales.den)}${split}${change}`,
    ...shops,
  ].join("\n");
}

/** Shops with trouble come first; turnover decides nothing. */
function storeWords(stores: Report["stores"]): string[] {
  if (stores.length < 2) return [];
  const trouble = ({ facts: { figures, staff } }: (typeof stores)[number]) =>
    10 * figures.complaints.num + staff.reduce((sum, one) => sum + one.overdue + one.broken, 0);
  const named = [...stores].sort((a, b) => trouble(b) - trouble(a) || (a.name < b.name ? -1 : 1));
  const lines = named.slice(0, NAMED_MAX).map(({ name, facts: { figures, staff } }) => {
    const overdue = sum(staff, (one) => one.overdue);
    const late = figures.complaints.num;
    return `   ${name}：${sayFen(figures.sales.num)}，${figures.sales.den}单${overdue > 0 ? `，逾期${overdue}件` : ""}${late > 0 ? `，投诉超时${late}件` : ""}`;
  });
  return named.length > NAMED_MAX ? [...lines, `   还有${named.length - NAMED_MAX}家店`] : lines;
}

function complainedWords({ facts: { figures }, before, grain }: Report): string | null {
  const { num: late, den: open } = figures.complaints;
  const opened = figures["complaints-new"].num;
  const timely = figures["complaints-timely"];
  if (open + opened + timely.den === 0) return null;
  const inTime = timely.den === 0 ? "" : `，按时了结${sayShare(timely.num, timely.den)}`;
  const change = sayChange("complaints-new", figures, before?.figures ?? null, grain);
  return `未了结${open}件${late > 0 ? `，其中超时${late}件` : ""}，新增${opened}件${change}${inTime}`;
}

function promisedWords({ facts: { staff } }: Report): string | null {
  const kept = sum(staff, (one) => one.kept);
  const broken = sum(staff, (one) => one.broken);
  if (kept + broken === 0) return null;
  return broken === 0 ? `${kept}件都守住了` : `守住${kept}件，误了${broken}件`;
}

function followedWords({ facts: { staff }, mine, storeName }: Report): string | null {
  const done = sum(staff, (one) => one.done);
  const overdue = sum(staff, (one) => one.overdue);
  const contacted = sum(staff, (one) => one.contacted);
  if (done + overdue + contacted === 0) return null;
  const head = `完成${done}件，逾期${overdue}件，联系客户${contacted}位`;
  if (mine) return head;
  // Of a whole house only those who left something are of interest.
  const busy = inOrder(staff).filter((one) =>
    storeName === null ? one.overdue + one.broken > 0 : one.done + one.overdue + one.broken + one.contacted > 0,
  );
  const named = busy
    .slice(0, NAMED_MAX)
    .map(
      (one) =>
        `   ${one.name}：完成${one.done}，逾期${one.overdue}，联系${one.contacted}${one.broken > 0 ? `，误了承诺${one.broken}` : ""}`,
    );
  const more = busy.length > NAMED_MAX ? [`   还有${busy.length - NAMED_MAX}位同事`] : [];
  return [head, ...named, ...more].join("\n");
}

function cameWords({ facts: { figures }, before, grain }: Report): string | null {
  const [visitors, buyers, made] = [figures.visitors.num, figures.buyers.num, figures["new-customers"].num];
  if (visitors + buyers + made === 0) return null;
  return `${visitors}位${sayChange("visitors", figures, before?.figures ?? null, grain)}，成交${buyers}位，新登记${made}位`;
}

function oldShareWords({ facts: { figures }, before, grain }: Report): string | null {
  const value = measure("old-share", figures["old-share"]);
  if (value === null) return null;
  const band =
    value < OLD_SHARE_BAND.from
      ? "（低于60%–80%，老客要多联系）"
      : value > OLD_SHARE_BAND.to
        ? "（高于60%–80%，新客来得少）"
        : "（在60%–80%之间，正好）";
  return `${sayFigure("old-share", value)}${band}${sayChange("old-share", figures, before?.figures ?? null, grain)}`;
}

function shareWords(
  { facts: { figures }, before, grain }: Report,
  key: KpiKey,
  explain: (num: number, den: number) => string,
): string | null {
  const { num, den } = figures[key];
  if (den === 0) return null;
  return `${sayShare(num, den)}（${explain(num, den)}）${sayChange(key, figures, before?.figures ?? null, grain)}`;
}

function caredWords({ facts: { figures, refusals } }: Report): string | null {
  const [sent, waiting, refused] = [figures["care-sent"].num, figures["care-waiting"].num, figures["care-refused"].num];
  if (sent + waiting + refused === 0) return null;
  const why = refusals
    .slice(0, REASONS_MAX)
    .map((reason) => `${reason.why}${reason.count > 1 ? `×${reason.count}` : ""}`);
  const parts = [
    `发出${sent}条`,
    ...(waiting > 0 ? [`待确认${waiting}条`] : []),
    ...(refused > 0 ? [`没发${refused}条${why.length > 0 ? `（${why.join("；")}）` : ""}`] : []),
  ];
  return parts.join("，");
}

function contentWords({ facts: { figures }, before, grain }: Report): string | null {
  const [csat, nps] = [measure("csat", figures.csat), measure("nps", figures.nps)];
  const parts = [
    ...(csat === null
      ? []
      : [
          `${sayFigure("csat", csat)}（${figures.csat.den}人打分）${sayChange("csat", figures, before?.figures ?? null, grain)}`,
        ]),
    ...(nps === null ? [] : [`NPS ${sayFigure("nps", nps)}（${figures.nps.den}人）`]),
  ];
  return parts.length === 0 ? null : parts.join("，");
}

/** Said aloud, so it holds praise only; null when there is none to give. */
export function praiseWords({ facts: { staff }, mine }: Report): string | null {
  if (mine) return null;
  const named = praised(staff).map(
    (one) =>
      `${one.name}${one.kept > 0 ? `守住${one.kept}件承诺` : ""}${one.kept > 0 && one.done > 0 ? "、" : ""}${one.done > 0 ? `做完${one.done}件跟进` : ""}`,
  );
  return named.length === 0 ? null : `👏 值得夸一句：${named.join("；")}，没有落下的`;
}

function sum(staff: readonly StaffFacts[], of: (one: StaffFacts) => number): number {
  return staff.reduce((total, one) => total + of(one), 0);
}
