// How people let a draft go or drop it, say which went out by their own hand, and ask what waits.
import { amountOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase } from "../../understanding/parser/grammar.ts";
import { occasionSaid } from "./phrases-rules.ts";
import { whichOf } from "./phrases-which.ts";

/** What is no reason but the next order. */
const NEXT_ORDER = /提醒|记[一下得住]|帮我|给我|查|看看|换|改|写|备注|标签|下单|买|退/u;
/** And what to keep of her: she who eats nothing hot will not tomorrow either. */
const KEPT =
  /不吃|不喝|不穿|不用|忌口|过敏|喜欢|偏爱|讨厌|最爱|生日|丧|去世|过世|走了|怀孕|离婚|离异|住院|搬家|尺码|[穿要]\d/u;

const SO_FAR = /^[的吧哈啊]{0,2}(?=$|[\s，,。；;！!、])/u;
const approve = (which: string | null, all = false) => ({ kind: "care.approve", which, all, confirmed: false });
const nth = (place: number) => `第${"一二三四五六七八九"[place - 1]}条`;

/** By one's own hand: 我拿自己微信, 我手动一个个. */
const BY_HAND =
  "?我 ?(早上|上午|中午|下午|晚上|昨晚|今早|今天|昨天|前天|刚|刚刚|刚才|已经|都|自己|打电话|打电话给她|打了电话|亲自|手动|私下|私底下|当面|口头|线下|人工|单独|直接|本人|这边)* ?((用|拿|在|从|走|通过) ?我? ?(自己|私人|个人) ?的? (微信|手机|企微|电话|号|私信|短信|小号|电话里|微信里|朋友圈|电话里面) ?(里|上|里面))? ?(微信|电话|电话里|微信里|当面|私聊|手机上|短信) ?里 ?(挨个|一个个|一个一个|一条条|一条一条|逐个|逐条|一一|手动|亲自|群发|复制|复制出去|复制粘贴|转发)? ?已经 ?(给|跟|对|和)? ?(她|他|她们|他们|人家|客人|客户)?";
const SENT = "(@sentWord|@sentOne|((发|送|转|推) 给 (她|他|人家) ?(过) 了))";
const MARKED =
  "?(标成已发|标一下|标记一下|标记|标已发|标为已发|记成已发|记成发了|记为已发|记一下|记一笔|划掉|勾掉|勾上|算发了|算已发|改成已发|不用再发|不用你发|不用走系统|不用系统发|系统不用发|登记一下|打个勾|你标一下|帮我标一下|消掉|点掉)";
const ALL_OF = "?(那批|那些|这批|那几条|这几条|那一批|几条|部分)";

export const outPhrases: readonly Phrase[] = [
  {
    // Nothing but that: in a longer sentence 发 is any sending.
    say: ["发"],
    make: (said) => (said.text.trim() === "发" ? approve(null) : null),
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "?%draft ?(就|那就|那) @go ?@greeting",
      "(就|那就|先|只|先就)+ 发 %draftNth ?吧",
      "?(就|那就|那|直接|还是)* (按|照|用|按照) %draftNth ?(那版|这版|的|那个|那样)? (发|@release) ?吧",
      "@go ?给 {who} ?吧",
      "把 ?%draft 发给 {who}",
      "{who} ?的 ?(那条|祝福|消息|那版|草稿|@greeting) ?(就|那就)? @go",
      "?%draft ?(我 看 了|我看了|看过了|写得|写的|这样|改得|觉得)? @fine ?了 ?(就|直接|那就|那|马上|现在|赶紧|你) @release",
      "?%draft ?@greeting ?(我 看 了|我看了|看过了|写得|写的|这样|改得|觉得|我|看|ok|好|好的|行|嗯|那|哈)* @fine ?了 ?, ?(就|直接|那就|那|马上|现在|赶紧|你)* @go",
      "{who} ?的 ?(那条|祝福|消息|那版|草稿|@greeting) @fine ?了 ?(就|直接|那就|那|马上|现在|赶紧|你) @release",
      "(确认|确定|可以|行|好|没问题|同意|ok|那就|就这样) (发给|发送给|推给|送给|发去给) {who}",
    ],
    make: (said) => approve(whichOf(said)),
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "%draft ?@greeting (发了|发掉|发出去) 吧",
      "%draftNth (发|可发|发送) ?吧",
      "把 %draft ?@greeting ?(给我|就|直接)? (发了|发掉|发出去|发走|发送|发) ?吧",
    ],
    make: (said) => approve(whichOf(said)),
    cost: 0.1,
    tells: true,
  },
  {
    say: ["{who:one} 条 ?(和|跟|、|，|还有|与) {who:other} 条 ?(都|全) fine=( (可以|行|ok|没问题|没毛病) )"],
    make: (said) => {
      const both = [said.words("one"), said.words("other")];
      const ends = SO_FAR.test(said.text.slice(said.groups.find(({ name }) => name === "fine")?.end));
      return ends && both.every((place) => place?.startsWith("第")) ? both.map((place) => approve(`${place}条`)) : null;
    },
    yields: true,
    cost: 0.15,
    tells: true,
  },
  {
    // 第一条别发 第三条可以: nothing more of it, where 第三条可以改短点 goes on.
    say: ["%draftNth ?(就|这个)? fine=( (可以|可|行|能行|ok|没问题|没毛病) )"],
    make: (said) =>
      SO_FAR.test(said.text.slice(said.groups.find(({ name }) => name === "fine")?.end))
        ? approve(whichOf(said))
        : null,
    yields: true,
    cost: 0.1,
    tells: true,
  },
  {
    say: ["%draft ?@greeting ?(我|就)? (审核|审批|审)? (通过|批准|批了|审过了) ?了"],
    make: (said) => approve(whichOf(said)),
    cost: 0.4,
    tells: true,
  },
  {
    say: ["{who} ?的 那条 (没毛病|没问题|可以|行|ok|不错) 发 ?吧"],
    make: (said) => approve(whichOf(said)),
    cost: 0.2,
    tells: true,
  },
  {
    // 头两条可以发; 沈姐跟罗姐的能发: one by one.
    say: [
      "({top:many}|(头|前) {number:many}) ?条 ?的 ?(@greeting|草稿|消息) ?都? ?(@fine ?了)? (@go|发|@release)",
      "{who} (跟|和|、) {who:second} ?的 ?(那)? ?(两条) ?都? @go",
      "pair=( (一二|二三|三四|四五|一三|一四|二四|一二三|二三四|12|23|34|13|123) ) ?两 条 ?(都|全) ?(可以|能|行|没问题|ok) ?(了) (@release|@go)",
      "{who:one} 条 (和|跟|、|，|还有|与) {who:other} 条 ?(都|全) ?(可以|能|行|没问题|ok) ?(了) (@release|@go)",
      "{who:one} 条 {who:other} 条 ?(都|全) ?(可以|能|行|没问题|ok) ?(了) (@release|@go)",
    ],
    make: (said) => {
      const pair = said.groupWords("pair");
      if (pair !== null)
        return [...pair].map((place) =>
          approve(nth(/\d/u.test(place) ? Number(place) : "一二三四五六七八九".indexOf(place) + 1)),
        );
      const [one, other] = [said.words("one"), said.words("other")];
      if (one !== null && other !== null)
        return [one, other].every((place) => place.startsWith("第"))
          ? [approve(`${one}条`), approve(`${other}条`)]
          : null;
      const many = amountOf(said.get("many"));
      return many === null
        ? [approve(`${whoOf(said)}的`), approve(`${whoOf(said, "second")}的`)]
        : Array.from({ length: Math.min(many, 9) }, (_, place) => approve(nth(place + 1)));
    },
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "(统统|通通|全都|全部|都给我|一起|一块|一次性|一并) (发走|发出去|发了吧|发|发掉|发送|推送) ?吧",
      "(全部|都|全|全都|所有的|这些) (发|发送|发出去|可以发|可以|能发|同意|批准|通过|放行|点发送) ?吧",
      "(全部|都|全|全都|统统|通通|这些|这几条|这几个|这批|剩下的|其余的|所有|几条) ?(祝福|消息|草稿)? ?(我 ?(看过|看|看了)* 了?)? ?(都|全)? @fine ?了 ?, ?(就|直接|那就)* (一起|一块|一块儿|一并|都|全|全部|统统|一次性|一口气) @release ?吧",
      // 待审的都放过去
      "(待审|待审核|待确认|没审|要审|等着审|审核) ?的 ?(几条|那几条|这几条|那些|这些|@greeting|草稿|消息)? (都|全|全部|全都|统统|通通|一律) ?给我 (放过去|放过|放行|放了|让过|让它过|过|过了|过掉|批|批了|批准|通过|通过了) ?吧",
      "(都|全|全部|全都|统统|通通) (批了|批准|批准了|通过|审核通过|审批通过|过审|放行) ?吧",
      "(剩下|余下|其余|剩余|其他|其它|别的|后面) ?的 ?(几条|那几条|这几条|几个)? ?(@greeting|草稿|稿子|消息)? ?(我|看了|看过了)* ?(也|都|全|就|全都|统统|一起|一并|全部)+ (批|批了|批准|批准了|通过|通过了|过了|放行|同意|@release|@go) ?吧",
      "(草稿|稿子|消息|@greeting) ?(我|看了|看过了)* (全部|都|全|全都|统统|通通|一起|一并) (批|批了|批准|批准了|通过|通过了|放行|放行了) ?吧",
      "(全部|都|全|全都|统统|通通|这些|这几条|所有) ?(都) ?(ok|可以|行|没问题|好|挺好|没毛病|不错|看过了|看了|审过了|同意) ?了 ?(就|直接|那就|都|全)? @release ?吧",
    ],
    make: () => approve(null, true),
    cost: 0.4,
    tells: true,
  },
  {
    // Nothing but that: 过 is said of much else.
    say: ["(全|都|全都|全部|统统) ?给我 过 ?吧"],
    make: (said) => (/^[全都统]{1,2}部?(?:给我)?过吧?[！!。]?$/u.test(said.text.trim()) ? approve(null, true) : null),
    cost: 0.3,
    tells: true,
  },
  {
    // 「都发了」 alone tells that they are out; with 吧 it is an order, so this must win.
    say: [
      "(全部|都|全|全都|统统|通通) (发了|发出去|发掉|发走) 吧",
      "(今天|今日|这些|这几条|这批|剩下|其余) ?的 ?(祝福|草稿)? ?(都|全部|全|全都|统统)+ (发出去|发掉|发走) ?吧",
    ],
    make: () => approve(null, true),
    cost: 0.1,
    tells: true,
  },
  {
    // 2不发, 3、可以发: the number of a line, and nothing else.
    say: ["{number:n} ?(号|、|,|:|的)? (no=( @dontSend )|@go|发) ?了 ?吧"],
    make: (said) => {
      const place = /^[1-9](?=\D*$)/u.exec(said.text.trim())?.[0];
      if (place === undefined) return null;
      return said.groupWords("no") === null ? approve(`第${place}条`) : { kind: "care.dismiss", which: `第${place}条` };
    },
    cost: 0.1,
  },
  {
    // 剩下的都不发了
    say: [
      "?(那|就|算了|,)* ?(剩下|其余|余下|其他|其它|别的|后面) ?的? ?(几条|那几条|这几条|@greeting|草稿)? ?(我|先|就)? (都|全|全部|统统|全都)+ ?(先|就)? @dontSend ?了",
      "?(那|就|算了|,)* (这些|这几条|那几条|这批|都|全部|全都|统统)+ ?(先|就|都)* @dontSend ?了",
    ],
    make: () => ({ kind: "care.dismiss", which: "全部" }),
    cost: 0.1,
  },
  {
    say: [
      "?(%draft ?@greeting) ?(算了|就|还是|也|都)? @dontSend ?了",
      "%draft ?@greeting ?(我|觉得|感觉|还是|算了|暂时|现在|又|实在|其实)* @ratherNot ?了 ?, ?((先|就|还是)? (@scrap|@dontSend) ?吧)",
      "%draft ?@greeting ?(就|还是|直接|给我|也|先)? @scrap ?(吧)? ?(别|不|不要|不用)? ?(发|发了)?",
      "{who} ?的 ?(那条|祝福|消息|@greeting) ?(算了|就|还是|今年|这次|这回|先|今天|也)* @dontSend",
      // 这个先跳过 看下一个; 这回就不给她发了 跳过
      "%draft ?@greeting ?(就|还是|直接|给我|也|先)? @scrap ?(吧|了)* ?, ?(给我|直接|接着|来|换)* (看|看看|看下|下|换|到|来|换到|跳到) ?(下)? ?(一|1)? (条|个|份|位)",
      "?(这次|这回|今天|先|就|直接|那)* (跳过|略过|跳过去) ?(这|那) ?(一)? (条|个|份|位) ?(草稿|祝福|消息) ?吧 ?(?, ?(给我|直接|接着)* (看|看看|看下|来|换) ?(下)? ?(一|1)? (条|个|份|位))",
      "(跳过|略过|跳过去) ?吧 ?, ?(给我|直接|接着)* (看|看看|看下|来|换) ?(下)? ?(一|1)? (条|个|份|位)",
      "(这次|这回|今天|今年|这一次|这一回)+ ?(就|先|还是|那)* (不|别|不要|不用|先不|先别) (给|对|跟) {who} ?(发|送|推) 了? ?, ?(跳过|略过|算了|下次再说|下次再发|免了) ?吧",
      "%draft ?@greeting ?(先放着|先搁着|先压着|先留着|先不急) ?, (先别|别|先不|不|不要) 发",
      "%draft ?@greeting ?(就|还是|先|今天)* @dontSend ?了 ?, ?(直接|先|就|给我|帮我)* (跳过|略过|过|跳掉|跳过去|下一条|看下一条)",
      "(@scrap|删掉|删除|丢掉) (%draft|{who} 的) (草稿|稿子|稿)",
      "(草稿|稿子) @scrap ?吧",
      "{who} ?的 (那条|祝福|消息|@greeting) ?(就|还是|直接|给我|也|先)? @scrap ?(别|不|不要|不用)? ?(发|发了)?",
      "@dontSend ?给 {who}",
      "%draft ?@greeting ?(我|觉得|看着|读着|语气|口气|口吻|内容|措辞|话|文字|写得|写的|有点|太|真)* (@faulty|@another|不太合适|不妥|不太妥|不好|写错了|错了|重复了) ?了 ?, ?(就|还是|先|直接|也)* (@dontSend|@scrap) ?吧 ?了",
      "(@faulty|不太合适|不妥|不太妥|不好|不太好|没必要|写错了|错了|重复了) ?, %draft ?@greeting ?(就|还是|直接|给我)* (@scrap|@dontSend) ?吧 ?了",
      "?先 (不用|不必|别|不要) ?我? (给|帮) {who} (写|起草|发) @wish ?了",
      "(丢掉|扔掉|删掉|作废|撤掉|去掉) ?(%draft|这条|那条|这一条) (别|不|不要|不用) (发|发了)",
    ],
    make: (said) => ({ kind: "care.dismiss", which: whichOf(said) }),
    cost: 0.5,
  },
  {
    // 别发这条, 别发了第三条; 别发这条朋友圈 is no draft.
    say: ["@dontSend ?了 last=( (这条|这一条|这份|这封|那条|那一条|%draftNth) ?(草稿|祝福|消息) )"],
    make: (said) =>
      /^(?:朋友圈|链接|图|广告|群|视频)/u.test(said.text.slice(said.groups.find(({ name }) => name === "last")?.end))
        ? null
        : { kind: "care.dismiss", which: whichOf(said) },
    cost: 0.5,
  },
  {
    // 祝福都先别发: none goes without being approved, and each is dropped by its number; they are shown.
    say: [
      "?(把|今天|这些|这几条|待发|剩下|其余|要发)* ?的? (祝福|草稿|消息|问候|关怀) ?(都|全|全部|统统|一律)+ ?(先|就|也)* @dontSend ?了",
    ],
    make: () => ({ kind: "care.list", state: "waiting" }),
    cost: 0.2,
  },
  {
    // 第一条别发了，我打电话跟她说; 薛太刚联系过 她那条就别发了: with the reason.
    say: [
      `@dontSend ?了 ?吧 ?, ?因为 why=( (她|他|人家|客户|客人|我) ?(今天|昨天|刚|刚刚|刚才|已经|都|自己|早上|前天|上午|下午|现在|正|正在|在)* (来过|来了|买过|买了|打电话|打过|打了|说过|跟|联系|当面|见过|不|没|出差|忙|退|有事) ?<x> )`,
      `%draft ?@greeting ?(就|还是|先|直接)* (@dontSend|@scrap) ?了 ?吧 ?, why=( (我|我们|她|他|人家|客户|客人|已经|刚|不合适|写错|没必要|太|怕|免得|等|改天|回头) <x> )`,
      `{who} why=( ?我? (刚|刚刚|刚才|已经|已|昨天|今天|早上|上午|才) <x> ) ?, ?(她|他|给她|给他|所以|那)* ?的 (那条|这条|那个|祝福|消息|草稿|@greeting) ?(就|还是|先|直接|也)* (@dontSend|@scrap) ?了`,
    ],
    make: (said) =>
      [NEXT_ORDER, KEPT].some((words) => words.test(said.groupWords("why") ?? ""))
        ? null
        : { kind: "care.dismiss", which: whichOf(said) },
    cost: 0.5,
  },
  {
    say: [
      "?有 ?啥 @waiting",
      "?有 @waiting (没|没有|不)",
      // 写给温太那条是怎么写的: what stands in it.
      "?(看看|看下|看一下|看|给我看|我看看|瞧瞧)? (写给|发给|要发给|准备发给|给) {who} ?写? ?的? (那条|那段|那封|那份|那版|那个|草稿|这条|祝福|消息|@greeting)+ ?(是|都|现在|到底)* (怎么写的|咋写的|怎么说的|写的什么|写的啥|写了什么|写了啥|写了些什么|写的怎么样|是什么内容|什么内容|啥内容|长什么样|写成什么样|写成啥样)",
      "{who} ?的? (那条|那段|草稿|这条|那条草稿|那条祝福|那条消息) ?(是|都|现在|到底)* (怎么写的|咋写的|怎么说的|写的什么|写的啥|写了什么|写了啥|写了些什么|什么内容|啥内容|写成什么样|写成啥样)",
      "@waiting ?(都|全|全部)? ?(给我|我|让我|拿来|发我)+ (看看|看一下|看下|瞅瞅|瞧瞧|过目|过一遍)",
      "?{date} ?都? ?有? (谁|哪些人|哪几位|哪几个人|哪些客户) ?的 (祝福|问候|关怀|消息|@blessing) (要发|@due|没发)",
      "{date} ?我? ?都? ?有? (啥|什么|哪些|几条|多少|多少条) (祝福|问候|关怀) ?(任务|草稿)?",
      "?(今天|这次)? ?的 (祝福|问候|关怀|草稿|@blessing) ?你? ?都? (写好|起草好|拟好|准备好|弄好) ?了 ?(吗|没|没有|么) ?, ?(给我|我|拿来|让我)* ?(看看|看|看下|看一下|瞧瞧|过目)?",
      "你 ?(都|今天)* ?(帮我|给我|替我)* (写|起草|拟|准备) ?(好)? ?了 (哪些|几条|多少条|几个|啥) ?(祝福|草稿|消息|问候)",
      "你 ?(今天)? ?(帮我|给我|替我)* (写|起草|拟|准备) ?(好)? ?的 ?(那些|那几条|这些) ?(祝福|草稿|消息|问候) ?都? ?(给我|我|拿来|让我)* (看看|看|看下|看一下|瞧瞧|过目)",
      "(有没有|还有没有|有无|还有无) @waiting",
      "@waiting ?(还|还剩|剩|还剩下|剩下)? ?有? (几条|多少|多少条|几个|哪些|啥|什么|几份)",
      "?有 ?(哪些|什么|多少|几条) @waiting ?有 ?(哪些|什么|吗)",
      "?今天 ?有 (哪些|什么) ?(祝福|问候|关怀|消息) ?要 发",
      "(看|看看|瞅瞅|瞧瞧|列|列一下|翻翻|打开|调出来) @waiting",
      "?(我|我们)? {date} (要|该|得|需要) 发 (哪些|什么|多少|几条|啥|谁的) ?@greeting",
      "?还 有 (哪些|什么|多少|几条|啥|几个|多少条|哪几条) ?(条) ?(@greeting|草稿|稿子) (没发|待发|要发|等着发|还没发|没确认|@due)",
      "?还 ?有 (啥|哪些|什么|多少|几条|几个|多少条|哪几条) ?(条) ?(@greeting|草稿|稿子) (等着发|等发|要发|没发|等着|没确认|@due)",
      "?(看看|看下|看一下|瞅瞅|瞧瞧|列一下|给我看|列出|查一下|翻一下) ?{date} @due ?了 的 ?(那些|那几条)? (@greeting|草稿|稿子) ?(有|还有|是)? ?(哪些|几条|多少|多少条|啥|什么|几个|谁的) ?我 ?(看看|看下|瞅瞅|瞧瞧|瞅一眼|列一下|列出来|拿来|拿出来|过一遍|过目)?",
      "(看看|看下|看一下|瞅瞅|瞧瞧|列一下|给我看|列出|查一下) ?{date} @due ?了 的",
      "?{date} ?(都)? @due ?了 的 ?(有|还有|是)? (哪些|几条|多少条|啥|什么|谁的)",
      "(@greeting|草稿|稿子) ?(还|一共|总共)? ?(剩|剩下|有|还剩)? (多少|几条|几个|多少条|哪些|哪几条) ?(条)? ?(没|还没)? (@due|没发|待发)",
      "?还 (剩|剩下|差|有) (多少|几条|几个|多少条|哪些|哪几条) (@greeting|草稿|稿子) ?(@due|没发)",
      "?还 (剩|剩下|差|有) (多少|几条|几个|多少条|哪些|哪几条) (@due|没发)",
      "?{date} ?还 ?有 (谁|哪几位|哪些人|哪几个|哪几个人|哪些客户|哪几个客户|哪些客人|几位|几个人|多少人) ?的 (@greeting|草稿|稿子) ?还 (没发|待发|要发|等着发|没确认|没点头|@due) ?的",
    ],
    make: () => ({ kind: "care.list", state: "waiting" }),
    cost: 0.4,
  },
  {
    say: [
      "?{date} 发 ?了 (哪些|什么|多少|几条|啥) ?(条) ?@greeting ?出去",
      "已发 ?的 ?@greeting",
      "?(看看|看下|看一下|查看|查下)? ?{date} ?我? ?的 ?@greeting ?的? (发送记录|发送历史|发送明细|发送情况|发送清单|已发列表|已发清单|已发记录) ?(看看|看下|看一下|给我看看|我看看)",
      "?{date} ?(哪些|哪几条|几条|多少条|啥|多少) ?@greeting ?已经 (发出去了|发了|发出去|送出去了|发成了|发成功了|成功发出|发出了)",
      "?{date} (发出去|发成功|送出去|发成|已发|已经发|已发送|发走|发掉|发出|推送|推出去) ?了 的 ?@greeting ?有? (哪些|几条|多少|多少条|啥|列一下|看看|我看看)",
      "?{date} ?一共? (发出去|送出去|发成功|发出) ?了 (几条|多少|多少条|哪些|哪几条|啥) ?@greeting",
      "发出去 的 ?@greeting ?有 ?哪些",
      "(看看|看下|看一下|列一下|给我看|查下|查一下) ?{date} (已经|已|都)? (发走|发出去|发掉|发了|送出去|发成功|发过|发送) 的 ?@greeting",
      "?{date} (已经|已|都) (发走|发出去|发掉|发了|送出去|发成功|发过|发送) ?了 的 ?@greeting (给我|让我|都|拿)* (看看|看下|看一下|列一下|列出来|过一遍|瞧瞧|过目)",
    ],
    make: () => ({ kind: "care.list", state: "sent" }),
    cost: 0.3,
  },
  {
    say: [
      "?(看看|为什么|为啥|怎么|哪些|哪几条|有没有|有哪些|哪条|几条|多少条|什么)? ?(@greeting|条|草稿)? ?(有哪些|有几条|有没有|哪些|是)? (被|给|让) ?(系统|后台|平台|审核|风控|规则|机器|他们)? @stopped ?了 ?(没|而)? ?@unsent ?的? ?(@greeting|草稿)? ?(有|是)? ?(哪些|有哪些|有谁|几条|多少|多少条|哪几条|为什么|看看)",
      "?(看看)? ?{date} (@unsent|被拒|拒绝) 的 ?(@greeting|草稿) ?(有|是) ?(哪些|什么|几条|多少)",
      "(哪些|哪几条|哪条|有没有|有哪些|谁的|几条|多少条) ?(@greeting|条|草稿) ?(是)? @unsent ?的",
      "(为什么|为啥|怎么|咋|怎么会) ?(还|会|又)? ?(有)? ?(几条|一条|这条|那条|这几条|那几条|第一条|@greeting|草稿) ?(会|都|还|是)? (@unsent|没发) ?(的|呢|啊)?",
      "?(系统|今天|{date})? @stopped 了 (哪些|几条|多少|多少条|啥|哪几条) ?(@greeting|草稿)",
      "(哪些|哪几条|哪条|有没有) (没过|没通过|没过审|被拒|被打回|被退|被拒了)",
    ],
    make: () => ({ kind: "care.list", state: "refused" }),
    cost: 0.3,
  },
  {
    // 第一条第二条我都发了: told of two, and no order.
    say: ["{who:one} 条 ?(和|跟|、|，|还有|与) {who:other} 条 ?(我|都|也|全|已经|自己|手动)+ (@sentWord|@sentOne)"],
    make: (said) => {
      const both = [said.words("one"), said.words("other")];
      if (both.some((place) => !place?.startsWith("第"))) return null;
      return both.map((place) => ({
        kind: "care.mark",
        which: `${place}条`,
        occasion: null,
        all: false,
        confirmed: false,
      }));
    },
    cost: 0.05,
    tells: true,
  },
  {
    say: [
      "what=( @wish ) ?(我)? @sentAll",
      "(这几条|这些|这批|那几条|那些|剩下的|其余的|全部|都|全) ?(祝福|消息)? ?(我|自己|手动)* ?(都|全|全部|已经|自己)* (发送完毕|已发|发送完成|发送完了|发送好了|发完了|发好了|群发了|群发过了)",
      "all=( (全部|都|全|全都|所有|这些|这几条) ) ?(祝福|消息)? ?(都|给我|帮我)* @markSent",
      "?(今天|今早|早上)? 的? what=( @wish ) @sentAll ?( ?(，|,)? ?(你|就|都|可以)* (不用|别|不要|甭) ?再 (写|发|管|弄|起草|拟) ?了 )",
      "@sentAll",
      `what=( (@wish|@wishDay|@careOf) ) ?的 ${ALL_OF} ?我 ?自己 @sentAll`,
      `what=( (@wish|@wishDay|@careOf) ) ?的 ${ALL_OF} ${BY_HAND} ?(都|全|全都|全部) (@sentAll|发完了|发完啦|发完|发好了|发掉了|发出去了|发了|发过了|发啦|祝过了|送完了) ${MARKED}`,
      `?{date} ?的 what=( (@wish|@wishDay|@careOf) ) ?的 ${ALL_OF} ?我 ?(都|全|全都|全部|已经)+ ${BY_HAND} (@sentAll|发完了|发完啦|发完|发好了|发掉了|发出去了|发了|发过了|发啦|祝过了|送完了|${SENT}) ${MARKED}`,
      `?{date} what=( (过|要过)? (@wishDay|@careOf) ) ?的 (这几位|那几位|几位|这几个|那几个|几个人|这些人|这些客户|客户|客人|人) ?我? ?(都|全|全都|全部|已经)+ ${BY_HAND} ?(都|全) ${SENT} ${MARKED}`,
      `what=( (@wish|@wishDay|@careOf) ) ?的 (那批|那些|这批|那几条|这几条) ${BY_HAND} ${SENT} ${MARKED}`,
    ],
    make: (said) => {
      const what = said.groupWords("what");
      // 生日的全发了吧 orders it.
      if (/发(?:了|掉|出去)吧/u.test(said.text)) return null;
      // Without a word for all of them it is one, and nobody knows which.
      if (what !== null && !/[都全]|完|个个|条条|逐|挨|一一|批|那些|几条|群发/u.test(said.text)) return null;
      return { kind: "care.mark", which: null, occasion: occasionSaid(said), all: true, confirmed: false };
    },
    cost: 0.35,
    tells: true,
  },
  {
    say: [
      "{who} ?的 ?(那条|消息)? ?what=( @wish ) (@sentAll|@sentOne)",
      `%draft ?@greeting ${BY_HAND} ${SENT} ${MARKED}`,
      "?把 %draft ?@greeting ?(给我|帮我|可以)* @markSent",
      "?把 {who} ?的 what=( (@wish|@greeting) ) ?(给我|帮我|可以)* @markSent",
      "@markSent",
      `?我? ?(已经|刚|刚刚|刚才)* (转发给她了|转发给他了|转发过去了|转给她了|转给他了) ${MARKED}`,
      "{who} ?的 what=( (@wish|@greeting) ) (已发|已经发|已发送|已发出|已经发送|已经发出去)",
      `%draft ?@greeting (不用|别|不要|不必|甭) (你|系统) ?(再)? (发|管|弄|操心) ?了 ?, 我 ?(已经|自己|刚)* ${SENT}`,
      `?我? ?(刚|已经|刚刚|刚才|早)* (自己|手动|人工|亲自|复制|复制出去|复制粘贴|私聊|微信私聊|用自己微信|自己微信|转发|粘贴) ?(给她|给他|过去)? (发了|发出去了|发过了|发给她了|发给他了|发过去了|发掉了|发好了|发完了) ${MARKED}`,
      `%draft ?@greeting ?我? ?(已经|已|都|刚|刚刚)* (手动|人工|自己|私下|线下|当面|亲自|用微信|微信|电话) (发送|发出|发|送达|告知|处理|通知|转达) ?(了|过|过了|完|完成|成功|好了|完毕) ${MARKED}`,
      `{who} ?的 (那条|那版|那份|消息|what=( (@wish|@wishDay|@careOf|@greeting) )) ?的 ${BY_HAND} ${SENT} ${MARKED}`,
      "{who} ?的 (生日|纪念日|节日)? ?的? 我 ?自己? ?(在|用)? ?(微信|电话|电话里|微信里|当面|私聊|手机) ?里 (祝过了|祝了|说过了|发过了|发了|祝福过了|说了) ?(标成已发|标一下|标记一下)",
      "(这条|这个|这一条) @sentOne",
      `(这条|这个|这一条|那条) ?((不用|不必|别|不|没) (走|经|过|从|用|通过|靠) (系统|企微|后台|平台|你) ?(发|推|了)) ${BY_HAND} ${SENT} ${MARKED}`,
      "{who} ?的 what=( (@wish|@greeting) ) (发了|发好了|发掉了|发完了)",
      "?(我|刚|刚刚|刚才|已经|昨天|今天|早上|上午)* ?(微信|微信上|用微信)? (给|跟) {who} ?(那边)? ?(也|都|已经)* (发了|发过了|发过|发完了|送了|发好了) ?(个|条|一个|一条|句|一句|份|一份|段)? what=( @wish ) ?(微信|消息|短信|信息)? ?了",
      `我? ?(已经|刚|刚刚|刚才)? ?(自己|手动|亲自|用自己微信|拿自己微信|用微信|电话) ?(给|跟|把) {who} ?的? ?(那条)? ?what=( (@wish|@greeting) )? ?(发了|发过了|发掉了|祝过了|问候过了|发出去了) (标成已发|标一下|标记一下|标已发|标为已发|记成已发|记为已发|算已发|改成已发)`,
    ],
    make: (said) => ({
      kind: "care.mark",
      which: whichOf(said),
      occasion: null,
      all: false,
      confirmed: false,
    }),
    cost: 0.35,
    tells: true,
  },
];
