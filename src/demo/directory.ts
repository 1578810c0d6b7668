// The demo shop as the platform would list it: the same people as the seed, for the simulated WeCom. Pure.
import { type Day, SHANGHAI } from "../calendar/day.ts";
import { demoShop } from "./shop.ts";
import { demoStaff, demoStores } from "./staff.ts";

export interface DemoDirectory {
  departments: { id: number; name: string; parentId: number }[];
  /** `leads`: the departments this person leads. */
  members: { userId: string; name: string; departmentIds: number[]; leads: number[]; position: string }[];
  customers: {
    externalId: string;
    name: string;
    gender: "female" | "male" | "unknown";
    followers: { userId: string; remark: string; addedAt: Date; tags: string[] }[];
  }[];
}

const root = { id: 1, name: "知客女装", parentId: 0 };
const positions = { associate: "导购", manager: "店长", admin: "总经理" } as const;

export function demoDirectory(startDay: Day, zone: string = SHANGHAI): DemoDirectory {
  const shop = demoShop(startDay, zone);
  const relations = new Map(
    shop.relation.filter((one) => one.endedAt === null).map((one) => [one.customerId, one] as const),
  );
  return {
    departments: [root, ...demoStores.map(({ departmentId, name }) => ({ id: departmentId, name, parentId: root.id }))],
    members: demoStaff.map(({ id, name, role, storeId }) => {
      const departmentId = demoStores.find((store) => store.id === storeId)?.departmentId ?? root.id;
      const leads = role === "associate" ? [] : [departmentId];
      return { userId: id, name, departmentIds: [departmentId], leads, position: positions[role] };
    }),
    customers: shop.customer.flatMap(({ id, externalId, name, gender }) => {
      const relation = relations.get(id);
      if (!externalId || !relation) return [];
      const { staffId: userId, remark, addedAt } = relation;
      const follower = { userId, remark: remark ?? "", addedAt: new Date(addedAt), tags: [] };
      return [{ externalId, name, gender: gender ?? "unknown", followers: [follower] }];
    }),
  };
}

const associate = ["我是谁", "今天要做什么", "下周谁过生日", "消费前十名"];
const manager = ["昨天的日报", "两个月没来的金卡有哪些", "每个导购名下有几个客户", "上个月各品类卖了多少"];

/** Good things to say on the try-it page, by userid, at most eight; each is about somebody or something that is there. */
export const suggestions: Readonly<Record<string, readonly string[]>> = {
  linyue: [
    "3456",
    "张姐今天买了真丝裙3280，她女儿下月结婚，下周三提醒我问问",
    "今天要做什么",
    "下周谁过生日",
    "王芳上次买的什么",
    "给陈思雨写条生日祝福",
    "两个月没来的金卡有哪些",
    "为什么不能给赵敏发",
  ],
  chenchen: ["张静来了", "张婧的档案", ...associate],
  hejing: ["顾太太来了", "有逾期的吗", ...associate],
  xunuo: ["欧阳雪上次买的什么", ...associate],
  tangtian: ["唐惠珍有什么忌讳", "有逾期的吗", ...associate],
  zhouhang: [...manager, "店里有哪些导购", "把张姐转给陈晨", "3456"],
  guomin: [...manager, "店里有哪些导购"],
  boss: ["昨天的日报", "本月每个导购卖了多少", "钻石会员有几个", "今年消费超过5000的女客户", "两个月没来的金卡有哪些"],
};
