// What is said about segments: always the numbers behind them, the lines they are measured by, and as of when.
import { type Day, diffDays } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Settings } from "../../settings.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { sayDate, sayFen, sayNumber, sayShare } from "../customers/say.ts";
import { AT_RISK, CROWDS } from "../customers/segment-names.ts";
import { refusalWords } from "../staff/refusals.ts";
import type { Lines } from "./compute-sql.ts";
import type { SegmentsResult, Trial } from "./handle.ts";
import { movesWords, rulesWords } from "./history-words.ts";
import { dueState, NEXT_ACTION, shiftsByField } from "./rules.ts";
import type { Group, Move, ProductFigures, Run, Segment } from "./store.ts";

type When = Pick<Turn, "today" | "zone">;
type Why = Extract<SegmentsResult, { kind: "why" }>;

export function words(result: SegmentsResult | Refusal, turn: When): Words {
  return { text: sentence(result, turn) };
}

const REFUSED: Readonly<Record<string, string>> = {
  "needs-all": "这一项要按全体客户排，您只看得到一部分，算出来不准。请能看全部客户的同事来试。",
  definitions: "改分类口径会影响全公司，要会员管理员来改。您可以先试算：「把流失改成120天会怎样」。",
};

function sentence(result: SegmentsResult | Refusal, { today, zone }: When): string {
  switch (result.kind) {
    case "why":
      return why(result, today);
    case "not-computed":
      return `${result.name === null ? "客户分类" : `${result.name}的分类`}还没算过，每天清晨算一次，明早再问我。`;
    case "groups":
      return groups(result, today);
    case "tried":
      return `${tried(result, today)}\n${result.mayApply ? "要改就说「就这样改」。现在什么都没动。" : "只是试算，什么都没动；要改请会员管理员来。"}`;
    case "apply-asked":
      return `${tried(result, today)}\n全公司都按新口径分，确定改吗？回「是」就改。`;
    case "applied":
      return `改好了，现在是第${result.version}版定义：${changeWords(result)}，已经按新口径重新分好。要改回去，说「${backWords(result)}」。`;
    case "out-of-range":
      return `这个数不合适，${result.low}到${result.high}之间都行。`;
    case "the-same":
      return "现在就是这样算的，不用改。";
    case "nothing-tried":
      return "刚才没有试算过。先说「把流失改成120天会怎样」，看过再改。";
    case "moves":
      return movesWords(result, today);
    case "rules":
      return rulesWords(result, today, zone);
    case "recommended":
      return recommended(result);
    case "next":
      return next(result, today);
    case "products":
      return products(result);
    case "not-allowed":
      return REFUSED[result.why] ?? refusalWords(result);
    case "not-found":
    case "missing":
      return refusalWords(result);
    default:
      return unreachable(result);
  }
}

// ── why ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const LIFE = { new: "新客", old: "老客", lost: "流失客户", prospect: "还没买过" } as const;

function why(result: Why, today: Day): string {
  const { about, name, segment: s, run } = result;
  const lines = {
    class: () => [classLine(result)],
    rfm: () => rfmLines(result, today),
    layer: () => [
      `${name}是${s.layer === "普通" ? "普通" : s.layer}客户（三层口径）：${layerRule(s)}`,
      classLine(result),
      frequencyLine(result),
    ],
    frequency: () => [frequencyLine(result)],
    value: () => [
      `${name}价值${s.value}：F和M合计${(s.f ?? 0) + (s.m ?? 0)}分${s.value === "高" ? "，8分起算高" : "（8分起算高，5分起算中；标了「高潜」加2分）"}。`,
      ...rfmLines(result, today).slice(1),
    ],
    life: () => [lifeLine(result, today)],
    stage: () => [stageLine(result, today), ...moved(result.moves, "stage", today)],
    cycle: () => [cycleLine(result, today)],
    crowds: () => crowdLines(result, today),
    all: () => [
      `${name}：${s.class}客户 · ${s.rfm === null ? "还没买过" : `RFM「${s.rfm}」`} · ${LIFE[s.life]} · ${s.frequency}频 · 价值${s.value} · ${s.stage}阶段`,
      classLine(result),
      ...rfmLines(result, today).slice(1),
      cycleLine(result, today),
    ],
  }[about]();
  const not = result.not === null ? [] : [`${name}现在不是${result.not}：`];
  return [...not, ...lines, asOf(run, today)].join("\n");
}

function asOf(run: Run, today: Day): string {
  const day = run.day === today ? "今早" : sayDate(run.day, today);
  return `（${day}算的，${run.definitionVersion === 0 ? "默认定义" : `第${run.definitionVersion}版定义`}；金额已扣退款，关闭和未付的单不算）`;
}

const CLASS_NAMES: readonly string[] = ["重要", "主要", "普通"];

/** 「近365天净消费26,000元，281位里排第12（前4.3%）。重要客户的线是前20%，即13,716元起。」 */
function classLine({ name, segment: s, run, settings }: Why): string {
  const { days, shares, basis } = settings.classes;
  const line = lineOf(run, s);
  if (s.yearFen <= 0 || s.rank === null || s.buyers === null)
    return `${name}是小客户：近${days}天没有净消费（${s.orders > 0 ? `累计${s.orders}单、${sayFen(s.spentFen)}` : "还没买过"}）。`;
  const place = `近${days}天净消费${sayFen(s.yearFen)}（${s.yearOrders}单），${s.buyers}位有消费的客户里排第${s.rank}（前${sayShare(s.rank, s.buyers)}）`;
  const at = CLASS_NAMES.indexOf(s.class);
  const lineFen = line?.classFen[at >= 0 ? at : 2];
  const share = shares[at >= 0 ? at : 2] ?? 0;
  const by = basis === "rank" ? "排名" : "累计金额";
  const cut = `${by}前${sayShare(share, 1)}${lineFen === undefined ? "" : `，${sayFen(lineFen)}起`}`;
  const above = at > 0 ? line?.classFen[at - 1] : at < 0 ? undefined : null;
  const more =
    above === undefined || above === null ? "" : `离${CLASS_NAMES[at - 1]}客户还差${sayFen(above - s.yearFen)}。`;
  return at < 0
    ? `${name}是小客户：${place}；普通客户的线是${cut}。`
    : `${name}是${s.class}客户：${place}；${s.class}客户的线是${cut}。${more}`;
}

function lineOf(run: Run, s: Segment): Lines | undefined {
  return run.lines.find((line) => line.pool === s.pool);
}

function rfmLines({ name, segment: s, run, settings }: Why, today: Day): string[] {
  if (s.rfm === null || s.lastOn === null) return [`${name}还没买过，没有RFM分。`];
  const { recency, frequency, days } = settings.rfm;
  const m = lineOf(run, s)?.mFen ?? [];
  const ago = diffDays(s.lastOn, run.day);
  const risk = AT_RISK.some((group) => group === s.rfm) ? "，属于流失预警" : "";
  const mCut =
    m.length === 4
      ? `（${[...m]
          .reverse()
          .map((fen, at) => `M${at + 2}≥${sayFen(fen)}`)
          .join("，")}）`
      : "";
  return [
    `${name}是「${s.rfm}」${risk}：R${s.r} F${s.f} M${s.m}。`,
    `R${s.r}：最近一次买是${sayDate(s.lastOn, today)}，隔了${ago}天（≤${recency[0]}天5分，≤${recency[1]}天4分，≤${recency[2]}天3分，满${settings.lostAfterDays}天1分）`,
    `F${s.f}：近${days}天买了${s.rfmOrders}次（${frequency.map((from, at) => `${from}次${at + 2}分`).join("，")}）`,
    `M${s.m}：近${days}天净消费${sayFen(s.rfmFen)}${mCut}`,
  ];
}

function frequencyLine({ name, segment: s, run, settings }: Why): string {
  const line = lineOf(run, s);
  const from = [
    line?.high == null ? null : `${line.high}次起算高频`,
    line?.mid == null ? null : `${line.mid}次起算中频`,
  ].filter((part) => part !== null);
  const how = settings.frequencyBands ? "" : "，按买过的客户三等分";
  return `${name}${s.frequency}频：近${settings.classes.days}天买了${s.yearOrders}次${from.length > 0 ? `（${from.join("，")}${how}）` : ""}。`;
}

function layerRule(s: Segment): string {
  if (s.layer === "核心") return "重要客户，并且高频。";
  if (s.layer === "潜力") return "买得勤，还没到核心（核心要重要客户并且高频）。";
  return "还没到潜力（高频，或重要、主要客户里的中频）。";
}

function lifeLine({ name, segment: s, settings }: Why, today: Day): string {
  const { lostAfterDays, newForDays } = settings;
  if (s.life === "prospect" || s.firstOn === null) return `${name}还没买过，是潜在客户。`;
  const seen = s.seenOn ?? s.firstOn;
  const last = `最近一次来是${sayDate(seen, today)}（${diffDays(seen, today)}天前）`;
  if (s.life === "new") return `${name}是新客：${sayDate(s.firstOn, today)}第一次买，${newForDays}天内都算新客。`;
  if (s.life === "lost") return `${name}是流失客户：${last}，满${lostAfterDays}天没买也没到店就算流失。`;
  return `${name}是老客：${sayDate(s.firstOn, today)}第一次买，${last}，不到${lostAfterDays}天。`;
}

function stageLine({ name, segment: s }: Why, today: Day): string {
  const because = {
    忠诚: `RFM是「${s.rfm}」，也没流失`,
    购买: `买过${s.orders}次，RFM是「${s.rfm}」（冠军、忠诚才算忠诚阶段）`,
    考虑:
      s.heldOn !== null
        ? `${sayDate(s.heldOn, today)}请我们留过货，还没买`
        : `${s.wishedOn === null ? "最近" : sayDate(s.wishedOn, today)}看上了东西，还没买`,
    兴趣: "180天内来过或联系过，还没买",
    认知: "认识了，180天内没有来往，还没买",
  }[s.stage];
  return `${name}在「${s.stage}」阶段：${because}。下一步：${NEXT_ACTION[s.stage]}。`;
}

const FROM = {
  own: "她自己的购买间隔中位数",
  category: "",
  shop: "全店客户的间隔中位数，她自己买的次数还不够算",
} as const;

function cycleLine(
  { name, segment: s, settings }: { name: string; segment: Segment; settings?: Settings },
  today: Day,
): string {
  if (s.lastOn === null) return `${name}还没买过，算不出回购时间。`;
  if (s.nextOn === null || s.cycleDays === null || s.cycleFrom === null)
    return `${name}买的次数还不够，算不出回购周期。`;
  const from =
    s.cycleFrom === "category"
      ? `买过「${s.cycleCategory}」的回头客的中位数，她自己买的次数还不够算`
      : FROM[s.cycleFrom];
  const state = dueState(s.nextOn, s.cycleDays, settings?.cycle.leadDays ?? 3, today);
  const late = diffDays(s.nextOn, today);
  const said =
    state === "early"
      ? `预计${sayDate(s.nextOn, today)}前后回购，还有${-late}天`
      : state === "due"
        ? late > 0
          ? `该回购了：预计${sayDate(s.nextOn, today)}，已过${late}天`
          : `该回购了：预计就在${sayDate(s.nextOn, today)}`
        : `预计${sayDate(s.nextOn, today)}回购，已经过了${late}天，要当心流失`;
  return `${name}${said}。回购周期约${sayNumber(s.cycleDays)}天（${from}），上次买是${sayDate(s.lastOn, today)}。`;
}

function crowdLines({ name, segment: s }: Why, today: Day): string[] {
  const hers = CROWDS.filter((crowd) => s.crowds.includes(crowd.code));
  const proof: Readonly<Record<string, string>> = {
    H02: `大促期间${s.promoOrders}单、${sayFen(s.promoFen)}`,
    H06: s.wishedOn === null ? "" : `${sayDate(s.wishedOn, today)}记的`,
    H09: s.heldOn === null ? "" : `${sayDate(s.heldOn, today)}记的`,
    H10: s.lastOn === null ? "" : `上次${sayDate(s.lastOn, today)}`,
    H11: s.lastOn === null ? "还没买过" : `上次${sayDate(s.lastOn, today)}`,
  };
  return [
    hers.length === 0 ? `${name}不在任何人群里。` : `${name}在这些人群里：`,
    ...hers.map((crowd) => `· ${crowd.name}：${crowd.means}${proof[crowd.code] ? `（${proof[crowd.code]}）` : ""}`),
    ...CROWDS.filter((crowd) => crowd.unknown !== null).map((crowd) => `· ${crowd.name}：${crowd.unknown}`),
  ];
}

function moved(moves: readonly Move[], field: string, today: Day): string[] {
  return moves
    .filter((move) => move.field === field)
    .map((move) => `${sayDate(move.on, today)}：${move.from ?? "无"} → ${move.to ?? "无"}`);
}

// ── how many ────────────────────────────────────────────────────────────────────────────────────────────────────

const SYSTEMS: Readonly<Record<Extract<SegmentsResult, { kind: "groups" }>["of"], string>> = {
  class: "购买分类（重要/主要/普通/小）",
  rfm: "RFM分群",
  layer: "三层（核心/潜力/普通）",
  frequency: "购买频率",
  value: "客户价值",
  life: "新老客",
  stage: "客户阶段",
  crowds: "人群（一位可在几群里）",
};

function groups({ of, groups: found, run, days }: Extract<SegmentsResult, { kind: "groups" }>, today: Day): string {
  const total = found.reduce((sum, group) => sum + group.customers, 0);
  const line = (group: Group) =>
    of === "crowds"
      ? `${crowdName(group.name)}：${group.customers}位`
      : `${nameOf(of, group.name)}：${group.customers}位（${sayShare(group.customers, total)}），近${days}天消费${sayFen(group.spentFen)}`;
  const unknown =
    of === "crowds"
      ? CROWDS.filter((crowd) => crowd.unknown !== null).map((crowd) => `${crowd.name}：${crowd.unknown}`)
      : [];
  return [
    `${SYSTEMS[of]}${of === "crowds" ? "" : `，${total}位客户`}：`,
    ...found.map(line),
    ...unknown,
    asOf(run, today),
  ].join("\n");
}

const crowdName = (code: string) => {
  const crowd = CROWDS.find((one) => one.code === code);
  return crowd ? `${crowd.name}${crowd.inferred ? "（原文不全，按字面推定）" : ""}` : code;
};
function nameOf(of: string, name: string): string {
  if (of === "life") return LIFE[name as keyof typeof LIFE] ?? name;
  return of === "frequency" ? `${name}频` : of === "class" ? `${name}客户` : name;
}

// ── trials ──────────────────────────────────────────────────────────────────────────────────────────────────────

const CHANGE_WORDS: Readonly<Record<Trial["change"]["change"], (value: number | string) => string>> = {
  "lost-days": (days) => `${days}天没买也没来算流失`,
  "new-days": (days) => `首购${days}天内算新客`,
  "important-share": (share) => `重要客户是${share}`,
  "class-basis": (basis) => `客户分类${basis}`,
  "high-orders": (orders) => `高频从${orders}起`,
};
const changeWords = ({ change, before, after }: Trial) =>
  `${CHANGE_WORDS[change.change](after)}（原来${typeof before === "number" ? `${before}天` : before}）`;
function backWords({ change, before }: Trial): string {
  switch (change.change) {
    case "lost-days":
      return `把流失改成${before}天`;
    case "new-days":
      return `把新客改成${before}天`;
    case "important-share":
      return `把重要客户改成${before}`;
    case "class-basis":
      return `${before}分重要客户`;
    case "high-orders":
      return `把高频改成${before}以上`;
    default:
      return unreachable(change.change);
  }
}

const FIELDS: Readonly<Record<string, string>> = {
  life: "新老客",
  class: "购买分类",
  rfm: "RFM",
  layer: "三层",
  frequency: "频率",
  stage: "阶段",
};
function tried(trial: Trial, today: Day): string {
  const { shifts, partly } = trial;
  const head = `试算：${changeWords(trial)}，按${sayDate(trial.day, today)}的数据${partly ? "、您能看到的客户" : ""}`;
  if (shifts.length === 0) return `${head}：没有人会变。`;
  const lines = shiftsByField(shifts).map(({ field, people, shown: rows, more: left }) => {
    const shown = rows.map((row) => {
      const names = `${row.names.join("、")}${row.customers > row.names.length ? "等" : ""}`;
      return `  ${nameOf(field, row.from ?? "无")} → ${nameOf(field, row.to ?? "无")}：${row.customers}位（${names}）`;
    });
    const more = left > 0 ? [`  还有${left}种变化`] : [];
    return [`${FIELDS[field] ?? field}，${people}位会变：`, ...shown, ...more].join("\n");
  });
  return [`${head}：`, ...lines].join("\n");
}

// ── articles, next step ─────────────────────────────────────────────────────────────────────────────────────────

function recommended({ name, suggestions, avoided }: Extract<SegmentsResult, { kind: "recommended" }>): string {
  const left = avoided.map(({ beside, because }) => `「${beside}」避开了：${because}`);
  if (suggestions.length === 0)
    return [`${name}买的东西还少，或者没有常一起买的搭配，暂时没有可靠的推荐。`, ...left].join("\n");
  const lines = suggestions.map(
    (one, at) =>
      `${at + 1}. ${one.beside}：买过${one.bought}的${one.buyers}位里${one.together}位也买了，是平常的${sayNumber(one.lift)}倍`,
  );
  return [`${name}可以试试推荐：`, ...lines, ...left].join("\n");
}

function next({ name, segment, run }: Extract<SegmentsResult, { kind: "next" }>, today: Day): string {
  const due = segment.nextOn === null ? [] : [cycleLine({ name, segment }, today)];
  return [`${name}在「${segment.stage}」阶段。下一步：${NEXT_ACTION[segment.stage]}。`, ...due, asOf(run, today)].join(
    "\n",
  );
}

function products({ items, categories, atLeast }: Extract<SegmentsResult, { kind: "products" }>): string {
  const line = (one: ProductFigures, at: number) =>
    `${at + 1}. ${one.name}：${one.buyers}位买过，${one.repeaters}位又买（${sayShare(one.repeaters, one.buyers)}）${one.cycleDays === null ? "" : `，约${sayNumber(one.cycleDays)}天一回`}`;
  const part = (title: string, some: readonly ProductFigures[]) =>
    some.length === 0 ? [] : [title, ...some.map(line)];
  const all = [...part("复购率最高的商品：", items), ...part("复购率最高的品类：", categories)];
  return all.length === 0
    ? `还没有${atLeast}位以上客户买过的商品，算出来也不可靠。`
    : [...all, `（不同日子又买才算复购；至少${atLeast}位买过的才排）`].join("\n");
}
