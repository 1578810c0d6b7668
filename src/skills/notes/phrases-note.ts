// How people have something written down as they say it, pinned to the top, or simply tell it.
import type { Plan } from "../../skill.ts";
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { ASKS, NOT_SURE, OF_MANY, OF_MANY_NAMED, ORDERS } from "./said.ts";
import { words } from "./vocabulary.ts";

export const notePhrases: Phrases["phrases"] = [
  {
    // 豆豆妈置顶那条别提奶粉 可以撤了; 白哥顶着的那句先喝茶后谈酒 拿下来吧.
    say: [
      "{who} ?的? (置顶|顶着|钉着|顶|置顶着|钉|置顶的|顶着的|钉着的) ?的? ?(那条|那句|那个|那句话|这条|这句) ?: <value> ?(，|,)? ?(可以|能|该|就|先|给)* (撤|撤了|撤掉|撤下来|拿下来|取消|取消了|去掉|去掉了|拿掉|摘了|摘掉|下了|下掉|不用了|不需要了|没必要了|用不着了|过期了|取下来|不要了|放下来|删了|删掉)",
      "{who} ?的? (置顶|顶着|钉着|置顶着|置顶的|顶着的|钉着的) ?的? ?(里|里面|里头|上)? ?(那条|那句|那个|这条|这句)? ?(可以|能|该|就|先|给|不)* (撤|撤了|撤掉|取消|取消了|去掉|去掉了|拿掉|摘了|摘掉|下了|下掉|删了|删掉|不要了|不用了|不需要了) ?吧? ?(，|,|:)? <value>",
      "(把|将|给) {who} ?的? (置顶|顶着|钉着|置顶的|顶着的) ?的? ?(里|里面|里头|上)? ?的? ?(那条|那句|那个|这条|这句)? ?: <value> ?(那条|那句|这条|这句|那个|这个)? ?(给|可以|先|都|也)* (撤|撤了|撤掉|撤下来|拿下来|取消|取消了|去掉|去掉了|拿掉|摘了|摘掉|下了|下掉|取下来|删了|删掉)",
      "(取消|去掉|撤掉|撤了|拿掉|摘掉|撤下|取下) {who} (置顶|顶着|钉着) ?的? (那条|那句|那个) ?: <value>",
    ],
    make: (said) => pinned(said, false),
    cost: 0.1,
    tells: true,
  },
  {
    say: ["{who} ?的? value=( <x> ) (，|,)? ?(这条|这句|这个|把这条|给|帮|麻烦|要|得)* @pinning"],
    make: (said) => pinned(said, true),
    cost: 0,
    tells: true,
  },
  {
    say: [
      "?(把|给) {who} ?的? ?(这条|这句|一条)? @pinning ?(一条|一下|一句)? ?: <value!>",
      "@pinning ?(一条|一下|一句)? ?: {who} ?的? ?: <value!>",
      "?(给|在|把)? {who} ?的? (置顶|顶置) ?(里|上|那儿|那里|区)? ?(再)? (加|补|添|写|放|多|增加|新增|挂|记)(一条|条|个|上|一句|上一条|一个) ?: <value!>",
    ],
    make: (said) => pinned(said, true),
    cost: 0.35,
    tells: true,
  },
  {
    // 汤阿姨不会用小程序 得手把手教 帮记: the order last.
    say: ["{who} ?(这人|这个人|这位|这客人) ?的? text=( <x> ) %keepIt"],
    make: keptLast,
    cost: 0.4,
    tells: true,
  },
  {
    // …，发票要开公司抬头的 记一下: of her who was named before.
    say: ["text=( <x> ) %keepIt"],
    make: (said) => {
      const start = said.captures[0]?.start ?? 0;
      return /[\s，,。；;]$/u.test(said.text.slice(0, start)) &&
        !/\d{3,}|买|退|提醒|生日/u.test(said.groupWords("text") ?? "")
        ? keptLast(said)
        : null;
    },
    cost: 0.9,
    tells: true,
  },
  {
    // 今天是倪老师生日 记进去: of what was told before.
    say: ["%keepIt"],
    make: (said) => (said.captures[0]?.start === 0 ? null : []),
    cost: 0.8,
  },
  {
    say: [
      "(置顶|顶置) ?(一下|一条)? ?(给)? {who} ?的 ?: <value>",
      "?(给|把) {who} ?的 (置顶|标重点|重点标注|特别标注) ?(一条)? ?: <value>",
      "把 {who} ?的 <value> (置顶|标重点|特别标注)",
      "?把 {who} ?的? <value> (这条|这点|这个|那条|这一条|的事|这事|这件事|的备注|这条备注) ?(给我|帮我)? (置顶|标重点|特别标注|顶上去|放最上面|放到最上面|钉住|钉上)",
      "{who} ?的? 置顶 ?(一下|一条)? ?: <value!>",
      "{who} ?的 value=( (关键决策人|决策人|拍板的|拿主意的|说了算的|做主的|当家的|管钱的|付钱的) ?是 <x> ) ?(，|,)? ?(这条|这个|给|帮|麻烦|要|得)* ?@pinning",
    ],
    make: (said) => pinned(said, true),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "(取消|去掉|撤掉) ?{who} ?的? 置顶 ?: <value>",
      "取消置顶 {who} ?的 ?: <value>",
      "{who} ?的 <value> (取消置顶|不用置顶|别置顶了)",
    ],
    make: (said) => pinned(said, false),
    cost: 0.25,
    tells: true,
  },
  {
    say: [
      "@note ?(给|到) {who} ?的? ?@place <text>",
      "@note ?(给|到) {who} ?的 <text>",
      "给 {who} ?的 @note ?(一条|个|一个) <text>",
      "(替|帮|给) {who} @note ?(一句|一笔|一条|一下) : <text>",
      "{who} @note ?(一条|个) <text>",
      "@note ?(一条|个) <text>",
      "{who} <text> (记一笔|记一下|记下来|记录一下|备注一下|记上一笔)",
      "{who} ?说 <text> (记着|记一笔|记一下|记下|记下来|备注一下|帮我记一下|记上|帮我记下)",
    ],
    make: note,
    tells: true,
    cost: 0.7,
  },
  {
    say: [
      "%noted ?给 {who} : <text!>",
      "(记到|写到|备注到|记在|写在|放到|加到|备注在|登到) {who} ?的? (那里|那儿|那边|那|名下|档案里|备注里|档案|备注|资料里|身上|头上|卡片里) ?: <text!>",
      // 把这句存到霍姐那 她付款习惯刷两张卡
      "?(把|将)? (这|这个|这句|这条|这点|这事|这话|下面这句|以下|一条|个事|有个事|有件事|说个事|帮我|麻烦|请)* (存到|存进|存在|记到|记进|记在|写到|写进|写在|加到|加进|加在|放到|放进|放在|备注到|备注进|备注在|录到|录进|补到|补进|登到|登进|添到|添进|挂到|塞到|塞进|归到) {who} ?的? @place ?(去|上|里)* ?: <text!>",
      "?(给|帮|在|往|到|替)? {who} ?的? @place ?(再|也|帮我|帮|麻烦|给)* (加|添|补|记|备注|存|留|登|录|记录)+ ?(上|下|了)? (一句|一条|一笔|句|条|一下|点|个) ?: <text!>",
      // 给陈姐那边写条祝福 asks for a message: only where it is a record that is written in.
      "?(给|帮|在|往|到|替)? {who} ?的? (名下|身上|头上|档案|档案里|档案上|备注|备注里|备注上|资料|资料里|卡片|卡片里|备忘录|备忘录里|备忘|小本本) ?(再|也|帮我|帮|麻烦|给)* 写 ?(上|下|了)? (一句|一条|一笔|句|条|一下|点|个) ?: <text!>",
      "(给|帮|替) {who} ?(再|也)? (加|补|添|记|写)(一条|一句|一笔|条|句) (，|,) <text!>",
      "(给|帮|在|往|替) {who} ?(再|也)? (补|记|备注|存|录)+ ?(上|下)? (一句|句) ?(备注|话)? ?: <text!>",
      "%noted : {who} ?: <text!>",
      "给 {who} ?的 %noted : <text!>",
      "{who} ?的 %noted : <text!>",
      "?(给|在|往)? {who} ?的 (备注|档案|记录|资料) ?(里|里面|里头|上)? ?(就|帮我|再|要)* (加一条|加条|补一条|添一条|写一条|写条|写个|写句|写一句|写上|写下|写|补上|加上) ?: <text!>",
    ],
    make: note,
    cost: 0.2,
  },
  // 备注：米粒妈说…: somebody may be named, though by no sure name.
  { say: ["%noted : <text!>"], make: note, cost: 0.6 },
];

/** What is simply told, where nothing narrower fits. */
export const statementPhrases: Phrases["phrases"] = [
  {
    say: [
      "?@note {who} ?的 text=( (身高|体重|血型|星座|肤色|皮肤|脚|身材|预算|微信号) <x> )",
      "?@note {who} text=( (属|是) (鼠|牛|虎|兔|龙|蛇|马|羊|猴|鸡|狗|猪) 的? )",
    ],
    make: (said) => {
      const text = said.groupWords("text") ?? "";
      return /[吗么几多少哪？?]$|什么|多少/u.test(text) ? null : { kind: "notes.add", who: whoOf(said), text };
    },
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "?@note {who} ?(最近|这阵子|近来|这段时间|一直|现在|家|家里|在|正在) ?的 text=( @trait ?<x> )",
      "?@note {who} (说|讲|要求|交代|讲明|说明) ?(了)? ?(她|他)? text=( (只接受|只用微信|只回|只接|只看微信|只加微信|只肯|不接电话|不看微信) <x> ?( ?(，|,)? (别|不要|不用|不接|不看|不回|千万别) ?(给她|给他)? (打电话|打|电话|语音|打语音|短信|发短信|微信|发微信) ) )",
      "?@note {who} text=( {date} ?(要|会|准备|打算)? (去|出国|搬|换|结婚|回|生|乔迁|退休|移民|开业|陪读|要二胎|要孩子) ?<x> )",
      "?@note {who} ?家 ?的? text=( (猫|狗|猫咪|狗狗|小狗|小猫) ?(名字)? (叫|是|今年|刚|最近) <x> )",
      "?@note {who} text=( {date} ?(要|会|再)? ?过 (来拿|来取|来试|来改|来换|来量|来看) <x> )",
      "?@note {who} text=( (看上|看中|相中|试了|试过) <x> (没买|没要|没舍得|没下手|没带走) ?<y> )",
      "?@note ?{date} {who} ?{date} text=( (试|试了|试过|试穿了|试了试) <x> (嫌|都嫌|觉得|不合身|不合适|太大|太小|太紧|太松|偏大|偏小|偏紧|不好看|不满意|穿不上|穿不下|没看中|没看上|没相中) ?<y> )",
      "?@note {who} text=( ?<x> (定金|订金|押金|预付) ?<y> )",
      "?@note {who} ?(早就|早|已经|刚|都|现在|上个月|最近)* text=( (搬走了|搬走|搬家了|以后不来了|出国了|回老家了|换工作了|退休了|退休|辞职了|离职了|毕业了|上班了|怀孕了) ?<x> )",
    ],
    make: statement,
    cost: 0.8,
    tells: true,
  },
  {
    // 对款式很挑, 家有两只猫
    say: [
      "?@note {who} text=( (准备|打算|快要|马上要|就要|想着) (出国|搬家|搬去|结婚|回老家|要二胎|生二胎|要孩子|退休|离职|辞职|创业|开店|考研|留学|移民|换工作|装修|买房|换房|乔迁|卖房|陪读|离开) ?<x> )",
      "?@note {who} text=( (来|来店|到店|来了|每次来|来之前|来的时候|到店的时候|来的话) ?(时|前|就|都|记得|一定|的时候|之前)* (要|得|给她|给他)+ ?(给她|给他|提前|先)* (备|准备|泡|倒|上|拿|留|开|放|关) <x> )",
      "?@note {who} text=( 是 <x> 的 (朋友|闺蜜|同事|同学|邻居|老乡|太太|夫人|老婆|老公|先生|女儿|儿子|妈妈|妈|妹妹|姐姐|弟弟|哥哥|亲戚|表姐|表妹|嫂子|战友|发小|助理|秘书|学生) )",
      "?@note {who} ?的? text=( (包装|礼盒|试衣服|试衣间|座位|位子|位置|茶水|咖啡|空调|灯光|音乐) ?(都|一定|必须|只|每次|一律)* (要|得|只要|放|开) <x> )",
      "?@note {who} ?的? text=( (发票|开票|快递|送货|收货|发货|货|包裹|结账|停车) (都|一律|只|全|每次)+ <x> )",
      "?@note {who} text=( 对 <x> ?(很|特别|比较|挺|非常|蛮|超|不|不太|没什么|没|都)* (挑|挑剔|讲究|有研究|没要求|要求高|要求很高|懂|懂行|在行|内行|没研究|无所谓|随意|有要求|有讲究) )",
      "?@note {who} text=( 对 (价格|价钱|折扣|优惠|价位|钱|尺码|颜色|气味|味道|声音|噪音|光线|温度) ?(很|特别|比较|挺|非常|蛮|超|不|不太)* (敏感|在意|在乎) )",
      "?@note {who} text=( ?(家|家里) (养了|养着|养|有) ?(只|条|个|一只|一条|两只|两条|三只|三条|几只|几条|好几只|{number}) ?(只|条)? (猫|狗|狗狗|猫咪|金毛|泰迪|柯基|布偶|英短|兔子|鹦鹉|小狗|小猫|大狗|边牧|萨摩耶|哈士奇) ?<x> )",
    ],
    make: statement,
    cost: 0.4,
    tells: true,
  },
  {
    // Tina嫌贵没要那件大衣: no taste of hers, for she left it.
    say: [
      // 没买成 说太贵了
      "?@note ?{date} {who} ?{date} ?(还是|就|又|今天|最后)* text=( (没买|没买成|没要|没拿|没下手|没下单|没成交|没看中|没入手) ?(，|,)? (说|嫌|觉得|因为) <x> )",
      "?@note ?{date} {who} ?{date} ?(还是|就|又|今天)* text=( (嫌|说|觉得|嫌弃) <x> (没要|没买|没拿|没下手|没舍得|没带走|没下单|没买成|没入手|没成交) ?<y> )",
    ],
    make: statement,
    cost: 0.3,
    tells: true,
  },
  {
    // 邱姐介绍了任敏来; 任敏是邱姐介绍来的: where a thank-you is ordered, this is only why.
    say: [
      "?@note {who} text=( (介绍|介绍了|推荐了|转介绍|转介绍了) <x> (来|来了|过来|来店里|来的|过来的|来买|来看|给我|给我们) )",
      "?@note {who} ?(她|他)? text=( 是 <x> (介绍来的|介绍的|带来的|推荐来的|推荐的|介绍过来的|带过来的) )",
    ],
    make: (said) => (/谢|写|[发送][个条句张]/u.test(said.text) ? null : statement(said)),
    yields: true,
    cost: 0.5,
    tells: true,
  },
  {
    // 推荐龙姐办卡 她不愿意: nobody joins.
    say: [
      "?@note ?{date} ?(我|刚|刚才|今天)* offer=( (推荐|给|让|劝|劝了|建议|邀请|请|叫|跟|问|推荐了|动员) ) {who} ?(推荐|说|介绍|提|讲|推)* ?(了|过)? what=( (办卡|办会员|办会员卡|入会|加会员|会员卡|注册会员|登记会员|储值|充值|充卡|充钱|入群|进群|加群|加微信|加企微|会员) ) ?了? ?(，|,)? refused=( (她|他|人家)? ?(说|就|还是|都|也)* (不愿意|不愿|不肯|不要|不想|没同意|不同意|没兴趣|没答应|拒绝了|不办|没办|不加|不感兴趣|暂时不要|再考虑|考虑考虑|再说|再想想|没要|不乐意|不需要) <x>? )",
    ],
    make: (said) => ({
      kind: "notes.add",
      who: whoOf(said),
      text: `推荐${said.groupWords("what") ?? ""} ${(said.groupWords("refused") ?? "").trim()}`,
    }),
    cost: 0.1,
    tells: true,
  },
  {
    // 加了崔姐微信
    say: [
      "?@note ?{date} ?(我|刚|刚刚|刚才|已经|终于|总算|今天|帮她)* (加|加了|加上|加到|加上了|加到了|添加|添加了|加好) ?了 {who} ?的? (微信|企微|企业微信|好友|微信好友) ?了",
      "?@note {who} ?的? (微信|企微|企业微信|好友|微信好友) ?(我|刚|刚刚|已经|终于|今天)* (加上了|加了|加好了|加到了|添加了|加上)",
      "?@note {who} ?(刚|刚刚|今天|已经|主动)* (加|加了|添加了|扫码加了|扫码加) ?了 (我|我的|店里|店里的|我们|咱们) ?(微信|企微|企业微信|好友) ?了",
    ],
    make: (said) =>
      /[吗么没？?]$|有没有|能|可以|提醒/u.test(said.text)
        ? null
        : { kind: "notes.add", who: whoOf(said), text: "加了微信" },
    cost: 0.1,
    tells: true,
  },
  {
    // 顾姐问那款包什么时候到货: her question is kept, and not answered.
    say: [
      "?@note {who} ?(刚|刚才|今天|在|又|来|还|一直|也)* text=( (问|打听|问了|问过|问起|来问|咨询) <x> (到货|来货|补货|有货|上新|上架|打折|做活动|降价|还有没有|有没有货|有没有|什么时候到|啥时候到|什么时候有|啥时候有|什么时候上|啥时候上|几时到|到没到|到了没|还有货吗|还有吗|有货吗|还有没有货|能到) ?(没|没有|吗|不|了|呀) )",
    ],
    make: (said) => {
      const text = said.groupWords("text") ?? "";
      const end = Math.max(...said.captures.map((capture) => capture.end));
      return /怎么[回说答]|咋[回说]|提醒|帮我|^问(?:题|候)/u.test(text + said.text.slice(end))
        ? null
        : { kind: "notes.add", who: whoOf(said), text };
    },
    cost: 0.3,
    tells: true,
  },
  { say: ["?@note text=( @taste ?<x> )"], make: statement, cost: 0.95, tells: true },
  {
    say: ["{who} text=( (说|说过|提到|提过|告诉我|跟我说|跟我讲|反馈|反映) <x> )"],
    make: statement,
    cost: 0.95,
    tells: true,
  },
  {
    // 帮我记 李雯说…: whoever is named is meant, known or not, and never the one on show.
    say: [
      "@note ?(一下|下|一条|一笔)? ?(,|:)? {who} ?(刚|刚才|今天|又|昨天)* text=( (说|说过|提到|提过|告诉我|跟我说|跟我讲|反馈|讲) <x> )",
    ],
    make: statement,
    cost: 0.05,
    tells: true,
  },
  {
    // …，说下周带她妈来: of her who was named before.
    say: [
      "text=( (说|讲|表示|提到) ?(是|了|她|他)? (下次|下回|改天|改日|过几天|过两天|过阵子|回头|有空|以后|到时候|{date}) ?(再|要|会|想|还|还要|一起|也)* (带|来|过来|介绍|拿|试|看|叫|约|陪|领) <x> )",
    ],
    make: (said) => ((said.captures[0]?.start ?? 0) === 0 ? null : statement(said)),
    cost: 0.8,
    tells: true,
  },
];

/** 「怕冷」「每天跑步」「说下个月去日本」: kept as said. */
/** A bare word for what one may know of her (性格, 爱好) tells nothing. */
const ATTRIBUTE =
  /^(?:性格|脾气|爱好|职业|肤质|皮肤|睡眠|胃|视力|口味|饮食|习惯|平时|一般|经常|常常|通常|每天|周末|早上|晚上|中午|老家|头发|家里|客厅|卧室|厨房)$/u;
function statement(said: Said) {
  const told = (said.groupWords("text") ?? "").replace(/^[:：，,\s]+/u, "");
  const text = /^属.的$/u.test(told) ? told.slice(0, 2) : told;
  if (
    text === "" ||
    ATTRIBUTE.test(text) ||
    ASKS.test(text.replace(/^试[穿了过试]*好?几(?=[件条双套款个顶])|(?:什么|啥|哪|谁)(?=都)/gu, "")) ||
    ORDERS.test(text) ||
    LEFT_ALONE.test(text) ||
    NOT_SURE.test(text) ||
    (said.has("who") ? OF_MANY_NAMED : OF_MANY).test(text)
  )
    return null;
  // 跟张姐说一声 is an order.
  const who = said.get("who");
  if (who !== null && /[跟和给对向找让叫帮]/u.test(said.text[who.start - 1] ?? "")) return null;
  const diet = words.diet?.includes(text);
  return diet
    ? { kind: "notes.negative", who: whoOf(said), value: text, topic: "忌口" }
    : { kind: "notes.add", who: whoOf(said), text };
}
/** 置顶那条可以撤了: to be taken off, and never put on. */
const UNPINNED = /(?:撤|取消|去|删|拿|摘|取)(?:了|掉|下来)|不(?:需)?要了|不用了|用不着了/u;
function pinned(said: Said, on: boolean) {
  const value = (said.groupWords("value") ?? said.words("value") ?? "").trim();
  return value === "" ||
    /是$|^[那这][条句个]$/u.test(value) ||
    /[吗？?]$|(?:什么|啥|哪些)$/u.test(value) ||
    (on && UNPINNED.test(value))
    ? null
    : { kind: "notes.pin", who: whoOf(said), value, on };
}
/** Left of an order or a question: 记到王芳头上了吗, 备注加一个, 给她补一句道歉, 记得发券; or told of a column, or a sale. */
const NO_NOTE =
  /^[了吗么吧呢的？?]+$|^了(?!解)|^(?:名下|头上|身上|加?一?[个条句])[了吗吧]*$|^(?:道歉|祝|谢谢|感谢|问候|得(?![了到]))|^(?:电话|手机号?|微信号?)[\s是:：]*[\da-z]{6,}$|^\S{1,8}[\s]?\d{3,}(?:元|块钱?)?$|^[完好全对错齐]{0,2}了?(?:没|没有|吗|么)$/u;
const GONE =
  /^(?:清空|清掉|清了|删|去掉|取消|撤|作废|名(?:改|换|叫|是))|(?:删了|删掉|删除|去掉|清空|清掉|撤了|撤掉|拿掉|划掉)吧?$/u;
/** 备注：张姐说…: who is meant stands in front of her words. */
function note(said: Said) {
  // 「记客流 21人」 counts the shop's visitors; 「记到石总了」 tells of a slip.
  if (/^(?:客流|进店|到[^店].{0,6}(?:了|头上|名下))/u.test((said.words("text") ?? "").trim())) return null;
  const words = (said.words("text") ?? "").replace(/^[:：\s]+/u, "");
  // 备注下次带她看新款: 下 belongs to what is noted.
  const cut = /下$/u.test(said.words("note") ?? "") && /^(?:次|周|个?月|个?星期|个?礼拜|回|午|半年|季)/u.test(words);
  const text = (cut ? `下${words}` : words).replace(/[\s，,]+(?:顺便|另外|然后|再|还有)$/u, "");
  // 备注清空, 以前记的…删了: something is to go, which nobody writes down. After a colon anything is.
  const colon = /[:：]\s*$/u.test(said.text.slice(0, said.get("text")?.start ?? 0));
  if (!colon && (GONE.test(text) || NO_NOTE.test(text))) return null;
  if (/^.{1,8}过敏$/u.test(text))
    return { kind: "notes.negative", who: whoOf(said), value: text.replace(/^对/u, ""), topic: "过敏" };
  // 记住: a word cut in two is nothing to keep.
  return text.length < 2 || /^一[条下个笔]$/u.test(text) ? null : { kind: "notes.add", who: whoOf(said), text };
}
/** 薛姐别再发消息了 记下她生气了: what is not to be sent is an order of its own. */
const LEFT_ALONE = /^(?:以后|先|千万|都|就)*(?:别|不要|不用)再?(?:给[她他])?(?:发|联系|打扰|骚扰|找)/u;
/** What is to be kept stands before the order; a question or another order in it is none. */
function keptLast(said: Said): Plan | Plan[] | null {
  const told = (said.groupWords("text") ?? "").replace(/^[:：\s，,]*(?:说(?=.{2}))?|[\s，,]+$/gu, "");
  // 下周去成都 记下: the 都 is no word of the order.
  const end = said.groups.find(({ name }) => name === "text")?.end ?? 0;
  const text = /[成首古京]$/u.test(told) && said.text[end] === "都" ? `${told}都` : told;
  // 海鲜过敏 老公姓邓也记一下: two things, each in its place.
  const both = /^(\S{1,8}过敏)[\s，,]+(.{3,})$/u.exec(text);
  if (both) {
    const rest = both[2] as string;
    const kind = words.kin?.some((kin) => rest.startsWith(kin)) ? "notes.family" : "notes.add";
    return [
      { kind: "notes.negative", who: whoOf(said), value: (both[1] as string).replace(/^对/u, ""), topic: "过敏" },
      { kind, who: whoOf(said), text: rest },
    ];
  }
  return [...text].length < 3 ||
    ASKS.test(text.replace(/[几多]个?|怎么样?都|什么都|哪都/gu, "")) ||
    ORDERS.test(text) ||
    NOT_SURE.test(text.replace(/^不会/u, ""))
    ? null
    : kept(whoOf(said), text);
}
/** 不吃香菜 存一下, 喜欢真丝 备注下: an order to keep it makes no note of a warning, a liking or the family. */
function kept(who: string, text: string): Plan {
  const allergy = /^(?:对)?(\S{1,9}过敏)$/u.exec(text);
  if (allergy) return { kind: "notes.negative", who, value: allergy[1], topic: "过敏" };
  if (/^(?:不吃|不喝|不能吃|不能喝|吃不了|喝不了|忌口)/u.test(text))
    return { kind: "notes.negative", who, value: text, topic: "忌口" };
  if (words.kin?.some((kin) => text.startsWith(kin))) return { kind: "notes.family", who, text };
  const told = /^(?:很|最|特别|非常)?(?:喜欢|偏爱|爱穿|爱喝|爱吃|钟爱|(不喜欢|不爱|讨厌))(.{2,20})$/u.exec(text);
  return told === null || /但|不过|因为/u.test(text)
    ? { kind: "notes.add", who, text }
    : { kind: "notes.prefer", who, value: told[2], topic: null, dislike: told[1] !== undefined };
}
