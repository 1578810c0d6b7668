// What is said about erasing a customer. After it her name is not said any more.
import type { Going } from "./erase-store.ts";
import type { EraseResult } from "./handle-erase.ts";
import { sayFen } from "./say.ts";

export function isEraseResult(result: { kind: string }): result is EraseResult {
  return result.kind.startsWith("erase");
}

/** Who of several of one name. */
function whose({ phoneTail, ownerName }: Going): string {
  const marks = [phoneTail && `尾号${phoneTail}`, ownerName && `${ownerName}的客户`].filter((one) => one !== null);
  return marks.length > 0 ? `（${marks.join("，")}）` : "";
}

export function eraseWords(result: EraseResult): string {
  switch (result.kind) {
    case "erase-asked": {
      const { facts, notes, messages, followUps, complaints, orders, visits, netFen } = result.going;
      const parts = [
        facts > 0 ? `喜好、标签等${facts}条` : null,
        notes > 0 ? `备注${notes}条` : null,
        messages > 0 ? `关怀消息${messages}条` : null,
        followUps > 0 ? `跟进${followUps}件` : null,
        complaints > 0 ? `投诉${complaints}件` : null,
      ].filter((one) => one !== null);
      const kept = [
        orders > 0 ? `${orders}笔订单共${sayFen(netFen)}` : null,
        visits > 0 ? `${visits}次到店` : null,
      ].filter((one) => one !== null);
      return [
        `要把${result.name}${whose(result.going)}的资料全部删除，删了找不回来，也不能撤销。`,
        `删掉：姓名、电话、地址、生日${parts.length > 0 ? `，${parts.join("，")}` : ""}，还有大家跟我聊到她的话。`,
        kept.length > 0 ? `留下：${kept.join("、")}，只算进门店的账，不再有名字。` : "她没有订单，账上不留什么。",
        "以后导入、企业微信同步都不会把她带回来。企业微信里的好友和已有的备份文件要另外删。",
        `确定就打出数字「${result.number}」；不删就说「不要」。`,
      ].join("\n");
    }
    case "erased": {
      const { orders, netFen } = result.going;
      const kept = orders > 0 ? `${orders}笔订单共${sayFen(netFen)}留在门店的账上，没有名字。` : "";
      return `已删除，找不回来了。${kept}导入和同步不会再把她带回来；她本人同意时，用手机号新建就可以。\n企业微信里的好友请同事自己删，旧的备份文件到期也要删。`;
    }
    case "erase-not-yours":
      return `删除客户资料要店长或总部来办${result.to.length > 0 ? `，麻烦跟${result.to.join("、")}说一声` : ""}：对我说「删除${result.name}的资料」就行。客户只是不想收消息的话，说「${result.name}别再发消息了」马上生效。`;
  }
}
