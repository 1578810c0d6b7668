// What is said about memberships, points and benefits. It decides nothing.
import { sayNumber } from "../customers/say.ts";
import type { MemberResult } from "./handle-member.ts";
import type { Standing, StandingVerb } from "./standing.ts";

const VERB: Readonly<Record<StandingVerb, string>> = {
  join: "登记会员",
  freeze: "冻结会员",
  thaw: "解冻会员",
  cancel: "取消会员资格",
  restore: "恢复会员资格",
};
const STANDS: Readonly<Record<Standing, string>> = {
  none: "还不是会员",
  active: "会员资格正常",
  frozen: "会员已冻结",
  cancelled: "会员资格已取消",
};
/** What follows, in the words of somebody who has to decide it. */
const THEN: Readonly<Record<StandingVerb, string>> = {
  join: "",
  freeze: "冻结期间不给她发消息，权益也先停着，随时能解冻。",
  thaw: "权益马上恢复。",
  cancel: "以后不再给她发消息，权益停掉，资料和购买记录都留着。",
  restore: "权益马上恢复。",
};
const OCCASION: Readonly<Record<string, string>> = {
  birthday: "生日",
  thanks: "首购答谢",
  winback: "召回",
  anniversary: "周年纪念",
};

const tiersSaid = (tiers: readonly string[]) => (tiers.length === 0 ? "全部客户" : tiers.join("、"));
const because = (reason: string | null) => (reason === null ? "" : `（${reason}）`);

export function memberWords(result: MemberResult): string {
  switch (result.kind) {
    case "standing-asked":
      return `给${result.name}${VERB[result.verb]}${result.tier === null ? "" : `，等级${result.tier}`}${because(result.reason)}？${THEN[result.verb]}回「是」就办。`;
    case "standing-done":
      return `办好了：${result.name}${result.verb === "join" ? `是${result.tier === "普通" ? "普通会员" : (result.tier ?? "会员")}了` : VERB[result.verb]}${because(result.reason)}。${THEN[result.verb]}`;
    case "standing-no-move":
      return `${result.name}${STANDS[result.now]}，不用${VERB[result.verb]}。`;
    case "points-done": {
      const { name, points, reason, left } = result;
      return `${points > 0 ? "加" : "扣"}好了：${name} ${points > 0 ? "+" : "-"}${sayNumber(Math.abs(points))}积分${because(reason)}，现在${sayNumber(left)}分。`;
    }
    case "points-too-few":
      return `${result.name}只有${sayNumber(result.has)}积分，不够扣${sayNumber(result.asked)}。没有动。`;
    case "benefits":
      return benefitsWords(result);
    case "benefit-asked":
      return `加这条权益吗：「${result.text}」，适用：${tiersSaid(result.tiers)}${result.occasion === null ? "" : `，用在${OCCASION[result.occasion] ?? result.occasion}`}。加了之后祝福和草稿里会提到它，要真的兑现得了。回「是」就加。`;
    case "benefit-added":
      return `加好了：「${result.text}」，适用：${tiersSaid(result.tiers)}。从今天起草稿里可以提。`;
    case "benefit-stop-asked":
      return `停掉「${result.text}」吗？停了之后草稿里不再提它，还没发的会重新检查。回「是」就停。`;
    case "benefit-stopped":
      return `停掉了：「${result.text}」。`;
    case "benefit-several":
      return [`有${result.texts.length}条都像，说全一点：`, ...result.texts.map((text) => `· ${text}`)].join("\n");
  }
}

function benefitsWords({ of, occasion, rows }: Extract<MemberResult, { kind: "benefits" }>): string {
  const what = occasion === null ? "权益" : `${OCCASION[occasion] ?? ""}权益`;
  const whose = of === null ? "店里" : "name" in of ? `${of.name}（${of.tier ?? "还不是会员"}）` : of.tier;
  if (rows.length === 0) return `${whose}现在没有${what}。`;
  const all = of === null;
  return [
    `${whose}的${what}：`,
    ...rows.map(({ text, tiers }) => `· ${text}${all ? `（${tiersSaid(tiers)}）` : ""}`),
  ].join("\n");
}
