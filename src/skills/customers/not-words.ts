// What a customer did not do (not come, not bought, not been spoken to) and what her file lacks, in the words of the
// shop floor. Lists are made from a verb and the ways of denying it, so that a new verb is one word. Pure data.

const split = (words: string) => words.split(/\s+/u);
const DENIALS = split("没 没有 未 没再 再没 再也没 也没再 没怎么 冇 未曾 不曾 从没 从未 没能 没什么 没啥");

/** 没来, 没再来, 没来过, 再没来过 … */
const notDone = (verbs: string, more: string): readonly string[] => [
  ...new Set([...DENIALS.flatMap((no) => split(verbs).map((verb) => no + verb)), ...split(more)]),
];
const CAME =
  "来 来过 来了 来店 来过店 来店里 来过店里 来咱店 到店 到过店 到店里 进店 进过店 进门 进过门 上门 上过门 登门 登过门 露面 露过面 " +
  "露脸 露过脸 照面 照过面 打照面 打过照面 现身 现过身 出现 出现过 光顾 光顾过 光临 光临过 来逛 来逛过 逛过 来转 来转转 来转过 来看看 " +
  "来看过 踏进来 踏进店 踏进过店 踏进店门 踏过店门 迈进店 回来 回来过 回店 回过店 见 见着 见到 见过人 见过面 见面 碰面 碰过面 碰见 碰着 " +
  "过来 过来过 来坐坐 来坐过 冒泡 冒过泡 冒头 冒过头 到访 到访过 来访 来访过 造访 回头 回过头 到过 进来 进来过 走动 走动过 来店消费 " +
  "进店消费 到店消费 上店里来 上店里";
export const NOT_CAME = notDone(
  CAME,
  "没动静 没什么动静 没啥动静 没影 没影儿 没人影 没踪影 没踪迹 不来 不来了 没来了的 不露面 不露面了 不露脸 不露脸了 不登门 不上门 不上门了 " +
    "不见人 不见人影 不见踪影 不见影 见不着人 见不到人 不见来 未见来店 未见到店 没来光顾 没到店了 没了动静 没了踪影 不光顾 不回来 没点动静",
);
const BOUGHT =
  "买 买过 消费 消费过 下单 下过单 开单 开过单 成交 成交过 购买 购买过 购物 购过物 花钱 花过钱 买单 买过单 埋单 出单 出过单 复购 复购过 " +
  "回购 回购过 买东西 买过东西 买过任何东西 掏钱 掏过钱 掏腰包 掏过腰包 结账 结过账 刷卡 刷过卡 帮衬 帮衬过 交易 交易过 破费 花一分钱 " +
  "花过一分钱 拿货 拿过货 开张 开过张 进账 消费记录 购买记录 成交记录 订单 贡献 贡献过 买一件 买过一件 下一单 开一单 产生消费 添东西 置办";
/** With what after it: 没配丝巾, 没带过包. */
export const NOT_BUYING = notDone(
  "买 买过 购买 购买过 购过 购入 购入过 购置 购置过 碰 碰过 入 入过 入手 入手过 拿 拿过 拿下 下手 下过手 添 添过 添置 添置过 置办 置办过 订 订过 定过 带 带过 " +
    "带走过 沾过 要过 囤 囤过 收 收过 提 提过 提走过 选 选过 选购 选购过 消费过 买走过 配 配过 搭 搭过 搭配 搭配过 败过 剁过 用过 试过",
  "不买 不碰 不入 不拿 不曾买过 冇买过 还没买",
);
const NOTHING = split(
  "一单 一笔 一分钱 一分 一毛钱 一毛 一块钱 一件 一件东西 啥 什么 一样 一个子儿 半分钱 半毛钱 一笔单 一张单",
);
const NEVER = split("没 都没 也没 没再 都没再 愣是没 硬是没");
const SPENT = split(
  "下 开 花 买 消费 成交 掏 拿 出 下过 买过 花过 开过 消费过 成交过 出过 掏过 拿过 贡献 贡献过 有 有过",
);
export const NOT_BOUGHT = notDone(
  BOUGHT,
  "从来不买 从不买 光看不买 只看不买 只逛不买 无消费 无成交 无下单 无购买 零消费 零成交 零下单 零购买 不买了 不下单 不下单了 不消费 不消费了 不开单 颗粒无收 一单没有 一笔没有 " +
    "没有一单 没一单 没有一笔 没有任何消费 没任何消费 一单都没有 一单也没有 一笔也没有 一笔都没有 一次没买 一次没买过 一回没买 " +
    NOTHING.flatMap((what) => NEVER.flatMap((no) => SPENT.map((verb) => what + no + verb))).join(" "),
);
const SPOKE =
  "联系 联系过 联系上 联络 联络过 联络上 跟进 跟进过 跟过 回访 回访过 回过访 打电话 打过电话 去电话 去过电话 去电 致电 通话 通过话 通过电话 " +
  "打招呼 打过招呼 发消息 发过消息 发信息 发过信息 发微信 发过微信 发过话 维护 维护过 沟通 沟通过 理 理过 搭理 搭理过 维系 维系过 聊 聊过 " +
  "聊过天 聊天 聊上 说话 说过话 说上话 搭话 搭过话 搭上话 讲过话 问候 问候过 关心 关心过 关怀 关怀过 互动 互动过 触达 触达过 过问 " +
  "过问过 招呼 招呼过 慰问 慰问过 约过 找过 唠过 唠嗑 接触 接触过 往来 来往 交流 交流过 照应 走动过 问过 盯过";
export const NOT_CONTACTED = notDone(
  SPOKE,
  "断了联系 断联 无联系 无跟进 失去联系 没人联系过 没人问候 没人打电话 没个电话",
);

const LACKS = split(
  "没 没有 没留 没留过 没有留 没登 没登记 没登记过 没有登记 没录 没录入 没记 没存 没填 没填写 没有填 没写 没加 没补 缺 缺少 少 漏了 漏填 漏登 " +
    "未填 未留 未登记 未录 还缺 还没填 还没留 还没登 还没登记 还没录 还没记 不知道 没拿到 没要到 没问到",
);
const LACKING = split(
  "没 没有 没留 没留下 没填 没填写 没登 没登记 没录 没录入 没记 没存 没写 没补 缺 缺着 缺失 空着 空 空白 空缺 是空的 为空 漏了 漏填 漏登 没要到 " +
    "还没留 还没填 还没登记 还没录 还空着 还缺着 还是空的 未填 未留 未登记 未录 没拿到 没问到 没有登记 没有填 没有留",
);
/** 没留电话, 电话空着 … */
export const lacking = (...nouns: string[]): string =>
  `(${nouns.flatMap((noun) => [...LACKS.map((no) => no + noun), ...LACKING.map((no) => noun + no)]).join("|")})`;

const HAS = split("有 留了 留过 留有 填了 登了 登记了 登记过 录了 录过 记了 记过 存了 写了");
const HAVING = split("有 有的 留了 留过 填了 登记了 录了 录过 记了 存了 齐全 全的 都有");
/** 留了电话的, 电话有的 … */
export const having = (...nouns: string[]): string =>
  `(${nouns.flatMap((noun) => [...HAS.map((has) => `${has}${noun}的`), ...HAVING.map((has) => `${noun}${has.replace(/的$/u, "")}的`)]).join("|")})`;
