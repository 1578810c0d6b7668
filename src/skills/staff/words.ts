// What is said about colleagues and oneself. It decides nothing.
import { unreachable } from "../../errors.ts";
import type { Refusal, StaffMember, Words } from "../../skill.ts";
import type { StaffResult } from "./handle.ts";
import { handOverWords } from "./handover-words.ts";
import { refusalWords } from "./refusals.ts";

const ROLES: Readonly<Record<StaffMember["role"], string>> = {
  associate: "导购",
  manager: "店长",
  crm_admin: "会员管理员",
  admin: "管理员",
};

export function words(result: StaffResult | Refusal): Words {
  return { text: sentence(result) };
}

function sentence(result: StaffResult | Refusal): string {
  switch (result.kind) {
    case "me": {
      const { member, storeName, customers } = result;
      const sees = { own: "自己名下的客户", store: `${storeName ?? "本店"}的全部客户`, all: "所有门店的客户" }[
        member.scope
      ];
      return `您是${member.name}，${storeName === null ? "" : `${storeName}`}${ROLES[member.role]}。能看到${sees}，现在${customers}位。`;
    }
    case "colleagues":
      return colleagues(result);
    case "assign-asked":
      return `把${result.customer}转给${result.to}吗？${along(result, "会一起转")}回「是」就转。`;
    case "assigned":
      return `${result.customer}以后由${result.to}跟。${along(result, "一起转过去了")}`;
    case "hand-over-asked":
    case "of-other-store":
    case "handed-over":
    case "nothing-to-hand-over":
      return handOverWords(result);
    case "already-hers":
      return `${result.customer}本来就是${result.to}在跟，不用转。`;
    case "add-asked":
      return `登记${result.name}（账号 ${result.account}）为${place(result)}${ROLES[result.role]}吗？登记后就能看到对应的客户。回「是」就登记。`;
    case "added":
      return `登记好了：${result.name}，${place(result)}${ROLES[result.role]}。请对方在企业微信里跟我说「帮助」就能用。`;
    case "known-already":
      return `账号 ${result.account} 已经是${result.name}了，不用再登记。`;
    case "not-allowed":
      return result.why === "other-store" ? "跨店转客户要总部来转。店里的同事我现在就能转。" : refusalWords(result);
    case "not-found":
    case "missing":
      return refusalWords(result);
    default:
      return unreachable(result);
  }
}

function place({ storeName }: { storeName: string | null }): string {
  return storeName === null ? "" : `${storeName}的`;
}

function colleagues({ storeName, colleagues: all }: Extract<StaffResult, { kind: "colleagues" }>): string {
  if (all.length === 0) return `${storeName ?? "这里"}还没有登记同事。`;
  const lines = all.map((one) => {
    const store = storeName === null && one.storeName !== null ? `${one.storeName} ` : "";
    return `${store}${one.name} · ${ROLES[one.role]}${one.customers > 0 ? ` · ${one.customers}位客户` : ""}`;
  });
  return [`${storeName ?? "全部门店"}：${all.length}位同事`, ...lines].join("\n");
}

function along({ followUps, drafts }: { followUps: number; drafts: number }, verb: string): string {
  const parts = [followUps > 0 ? `${followUps}件待办` : null, drafts > 0 ? `${drafts}条没发的草稿` : null].filter(
    (part) => part !== null,
  );
  return parts.length > 0 ? `${parts.join("、")}${verb}。` : "";
}
