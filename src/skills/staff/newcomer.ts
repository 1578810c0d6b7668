// A new colleague as said: account, name, role and shop, in any order. Pure.
import type { StaffMember } from "../../skill.ts";

export interface Newcomer {
  account: string | null;
  name: string | null;
  role: StaffMember["role"];
  store: string | null;
}

const ROLE_WORDS: readonly [RegExp, StaffMember["role"]][] = [
  [/会员管理员|CRM|客户关系|会员主管|客户主管/iu, "crm_admin"],
  [/店长|经理/u, "manager"],
  [/管理员|老板|店主/u, "admin"],
];
/** As the platform allows: letters, digits and four signs; case does not count. */
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}$/u;

/** `said` is what follows the role word: 「zhangsan 张珊 导购 静安店」. */
export function colleagueIn(roleWord: string, said: string, shop = ""): Newcomer {
  const words = said
    .replace(
      /(企微号|企业微信号|企微账号|工号|微信号|账号|帐号|账户|名字|姓名|大名|名叫|叫做|叫|是|在|加进来|加上|加一下|进来|登记一下|登记|开通一下|开通|开个账号|开个号|开账号|开号|建个账号|建个号|建号|注册一下|注册|录入一下|录入|录一下|录进去|加上去|入系统|进系统|报到|入职|放在|放到|放(?=.{1,6}店)|派到|分到|分在|安排在|安排到|归在|归到|归(?=.{1,6}店)|在(?=.{1,6}店)|到(?=.{1,6}店)|(?<=店)的|上班|弄一下|弄个号|搞一下|帮忙|帮我|麻烦你?|请|一下|了|拉进来|谢谢|小姑娘|小伙子?|[给帮替把][她他]|登记上|加进去|录上|登上|[，,、：:；;（）()])/gu,
      " ",
    )
    .split(/\s+/u)
    // An account and a name typed as one word.
    .flatMap((word) => word.match(/[A-Za-z0-9_\-@.]+|[^A-Za-z0-9_\-@.]+/gu) ?? []);
  const roleSaid = [roleWord, ...words];
  const role = ROLE_WORDS.find(([pattern]) => roleSaid.some((word) => pattern.test(word)))?.[1] ?? "associate";
  const plain = words.filter(
    (word) =>
      !/^(导购|店员|同事|员工|店长|经理|会员管理员|管理员|老板|店主|主管|客户关系主管|客户主管|会员主管|CRM|crm|销售|新人|新来的|号)$/u.test(
        word,
      ),
  );
  // 徐汇店导购: the shop and what she is there.
  const placed = words
    .map((word) => /^(.+店)(?:导购|店员|店长|同事|员工|经理|销售|新人|的)$/u.exec(word)?.[1])
    .find(Boolean);
  const store = plain.find((word) => /店$/u.test(word)) ?? placed ?? (shop || null);
  return {
    account: plain.find((word) => ACCOUNT.test(word))?.toLowerCase() ?? null,
    name:
      plain.find(
        (word) =>
          word !== shop &&
          (placed === undefined || !word.startsWith(placed)) &&
          /^\p{Script=Han}{2,8}(·\p{Script=Han}{1,8})?$/u.test(word) &&
          word !== store,
      ) ?? null,
    role,
    store,
  };
}

/** What each role sees at first; the import or an administrator may set it otherwise. */
export function scopeOf(role: StaffMember["role"]): StaffMember["scope"] {
  return { associate: "own", manager: "store", crm_admin: "all", admin: "all" }[role] as StaffMember["scope"];
}

/** Who is on the list sees customers, so the list is the administrator's. */
export function mayAdd(by: Pick<StaffMember, "role" | "scope">): boolean {
  return by.role === "admin" && by.scope === "all";
}
