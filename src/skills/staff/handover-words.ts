// What is said when customers change hands.
import type { HandOverResult, Moving } from "./handle-handover.ts";
import type { PackageLine } from "./handover-store.ts";

export function handOverWords(result: HandOverResult): string {
  switch (result.kind) {
    case "hand-over-asked":
      return `把${result.from}的${sum(result)}都转给${result.to}吗？回「是」就转。`;
    case "handed-over":
      return `好，${result.from}的${sum(result)}都转给${result.to}了，交接要点已经发给${result.to}。`;
    case "nothing-to-hand-over":
      return `${result.from}名下没有要交接的。`;
    case "of-other-store":
      return `${result.from}不在您店里，她名下的客户您这边看不到，也转不了。跨店的交接请总部来办。`;
  }
}

/** 36位客户、5件待办、1件投诉 */
function sum({ customers, followUps, drafts, complaints }: Moving): string {
  const parts = [
    customers > 0 ? `${customers}位客户` : null,
    followUps > 0 ? `${followUps}件待办` : null,
    drafts > 0 ? `${drafts}条没发的草稿` : null,
    complaints > 0 ? `${complaints}件投诉` : null,
  ];
  return parts.filter((part) => part !== null).join("、");
}

export function packageText({
  from,
  lines,
  ...moving
}: Moving & { from: string | null; lines: readonly PackageLine[] }): string {
  const head = `${from === null ? "" : `${from}的`}${lines.length === 1 && moving.customers === 1 ? "客户" : sum(moving)}转给您跟了：`;
  const more =
    moving.customers > lines.length ? [`还有${moving.customers - lines.length}位，说「我的客户」看全部。`] : [];
  return [head, ...lines.map(line), ...more].join("\n");
}

/** · 张丽华（叫张姐）⚠ 对羊毛过敏｜答应过：留一件M码｜待办2件 */
function line({ name, alias, taboos, promise, open, complaint }: PackageLine): string {
  const parts = [
    complaint === null ? null : `⚠ 投诉未了结：${complaint}`,
    promise === null ? null : `答应过：${promise}`,
    open > 0 ? `待办${open}件` : null,
  ].filter((part) => part !== null);
  return `· ${name}${alias === null ? "" : `（叫${alias}）`}${taboos === null ? "" : ` ⚠ ${taboos}`}${parts.length > 0 ? `｜${parts.join("｜")}` : ""}`;
}

export function leaverText({ from, ...moving }: Moving & { from: string }): string {
  return `${from}离职了，${sum(moving)}等着交接，一件都不会丢。交给谁？说「把${from}的客户都转给……」。`;
}
