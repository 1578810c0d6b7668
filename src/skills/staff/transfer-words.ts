// What is said of contacts that could not be handed over on the platform.
import type { TransferEnd } from "./transfer-store.ts";

export const transferReasons: Readonly<Record<Exclude<TransferEnd, "done">, string>> = {
  refused: "客户拒绝了换人",
  "too-often": "90天内已经转过两次",
  "taker-full": "接手同事的好友满了",
  "not-a-contact": "不是原来同事的企业微信好友",
  impossible: "机器人不能转企业微信好友，请在企业微信管理后台转",
  failed: "企业微信没有转成",
};

/** Named in one message; a hundred names nobody reads. */
const NAMED_MAX = 10;

/** 知客里已经转好，企业微信好友有2位没转成： · 张丽（客户拒绝了换人） */
export function transferFailedText(lost: readonly { name: string; reason: string }[]): string {
  const reasons = [...new Set(lost.map(({ reason }) => reason))];
  const lines = reasons.map((reason) => {
    const names = lost.filter((one) => one.reason === reason).map(({ name }) => name);
    return `· ${reason}：${names.slice(0, NAMED_MAX).join("、")}${names.length > NAMED_MAX ? `等${names.length}位` : ""}`;
  });
  return [
    `客户在知客里已经转好，企业微信好友有${lost.length}位没转成：`,
    ...lines,
    "请让接手的同事自己加一下好友。",
  ].join("\n");
}
