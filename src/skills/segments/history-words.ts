// What is said about moves between groups and about the definitions in force.
import { type Day, dayOf } from "../../calendar/day.ts";
import type { Settings } from "../../settings.ts";
import { sayDate, sayFen, sayNumber, sayShare } from "../customers/say.ts";
import type { HistoryResult } from "./handle-history.ts";
import type { Shifted } from "./store.ts";

type Moves = Extract<HistoryResult, { kind: "moves" }>;
type Rules = Extract<HistoryResult, { kind: "rules" }>;

const FIELDS: Readonly<Record<Shifted["field"], string>> = {
  life: "新老客",
  class: "购买分类",
  rfm: "RFM",
  stage: "客户阶段",
};
const LIVES: Readonly<Record<string, string>> = { new: "新客", old: "老客", lost: "流失客户", prospect: "还没买过" };
const called = (field: Shifted["field"], group: string | null) => {
  if (group === null) return "没买过";
  return field === "life" ? (LIVES[group] ?? group) : field === "class" ? `${group}客户` : group;
};

/** Kinds of move shown of one system. */
const KINDS_SHOWN = 5;
const NAMES_SHOWN = 3;

export function movesWords({ first, last, asked, shifts }: Moves, today: Day): string {
  const days = first === last ? sayDate(first, today) : `${sayDate(first, today)}到${sayDate(last, today)}`;
  const what = [asked.from === null ? "" : `从「${asked.from}」`, asked.to === null ? "" : `变成「${asked.to}」`].join(
    "",
  );
  if (shifts.length === 0)
    return `${days}，没有客户${what === "" ? "换过类" : `${what}的`}。每天清晨分一次类，变了的才记。`;
  // One group asked about is a handful of people; all systems at once are figures.
  const names = asked.from === null && asked.to === null ? NAMES_SHOWN : 10;
  const lines = (Object.keys(FIELDS) as Shifted["field"][]).flatMap((field) => {
    const rows = shifts.filter((shift) => shift.field === field);
    if (rows.length === 0) return [];
    const more = rows.length > KINDS_SHOWN ? [`  还有${rows.length - KINDS_SHOWN}种变化`] : [];
    const shown = rows.slice(0, KINDS_SHOWN).map((row) => {
      const some = row.names.slice(0, names);
      const rest = row.customers > some.length ? "等" : "";
      return `  ${called(field, row.from)} → ${called(field, row.to)}：${row.customers}位（${some.join("、")}${rest}）`;
    });
    return [`${FIELDS[field]}：`, ...shown, ...more];
  });
  return [`${days}${what}的变化：`, ...lines].join("\n");
}

export function rulesWords({ of, settings, run, change }: Rules, today: Day, zone: string): string {
  const say: Readonly<Record<Exclude<Rules["of"], "all">, (settings: Settings) => string>> = {
    class: ({ classes: { days, shares, basis } }) =>
      `购买分类：近${days}天净消费${basis === "rank" ? "按排名" : "按累计金额"}，前${sayShare(shares[0], 1)}是重要，到${sayShare(shares[1], 1)}是主要，到${sayShare(shares[2], 1)}是普通，其余和没消费的是小客户。`,
    rfm: ({ rfm: { days, recency, frequency }, lostAfterDays }) =>
      `RFM：R看最近一次购买（≤${recency[0]}天5分，≤${recency[1]}天4分，≤${recency[2]}天3分，满${lostAfterDays}天1分）；F看近${days}天次数（${frequency.map((from, at) => `${from}次${at + 2}分`).join("，")}）；M看近${days}天净消费，按买过的客户五等分。三个分合成11个群。`,
    layer: () => "三层：重要并且高频是核心；高频，或重要、主要里的中频是潜力；其余普通。",
    frequency: ({ frequencyBands: bands, classes: { days } }) =>
      bands === null
        ? `频率：近${days}天买过的客户按次数三等分，高、中、低频。`
        : `频率：近${days}天${bands.high}次起高频，${bands.mid}次起中频。`,
    value: () => "价值：F和M的分相加，标了「高潜」加2分；8分起高，5分起中。",
    life: ({ lostAfterDays, newForDays }) =>
      `新老客：首购${newForDays}天内是新客；满${lostAfterDays}天没买也没到店是流失；其余老客。`,
    stage: () => "阶段：认知、兴趣（180天内有来往）、考虑（看上或留了货）、购买、忠诚（RFM冠军或忠诚、没流失）。",
    cycle: ({ cycle: { minGaps, categoryMin } }) =>
      `回购周期：她自己至少${minGaps}次间隔的中位数；不够就用她上次买的品类（${categoryMin}位回头客起）、再不够用全店的中位数。`,
  };
  const wanted = of === "all" ? (Object.keys(say) as Exclude<Rules["of"], "all">[]) : [of];
  const line = of === "class" ? run?.lines[0]?.classFen : undefined;
  const cut =
    line?.length === 3 && run?.lines.length === 1
      ? [
          `今天的线：重要${sayFen(line[0] as number)}起，主要${sayFen(line[1] as number)}起，普通${sayFen(line[2] as number)}起（${sayNumber(run.lines[0]?.buyers ?? 0)}位有消费）。`,
        ]
      : [];
  const history =
    change === null
      ? "一直是默认定义，没改过。"
      : `现在是第${run?.definitionVersion ?? 1}版定义，最近一次是${change.by ?? "同事"}${sayDate(dayOf(change.at, zone), today)}改的。`;
  return [
    ...wanted.map((one) => say[one](settings)),
    ...cut,
    `${history}想先看看影响，说「把流失改成120天会怎样」。`,
  ].join("\n");
}
