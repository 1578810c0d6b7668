// What the platform's return codes mean for us (doc 90313): one table from code to remedy and to advice for a person.
// The code decides, never the wording of errmsg, which is not stable; errmsg is not passed on, for it may quote input.
import { ChannelError, type Remedy } from "../errors.ts";

export interface CodeRule {
  remedy: Remedy;
  /** What a person should do, short, Chinese then English. */
  advice: string;
}

export const BUSY = -1;
export const DUPLICATE_CARD = 42014;
export const RATE_LIMITED = 45009;
export const TOO_PARALLEL = 45033;
export const CODE_USED = 60140;
export const NO_RECEIVER = 81013;
export const NO_CUSTOMER_LEFT = 41048;
export const DISPATCHING = 41063;
export const ALREADY_CANCELLED = 41093;
export const NOT_RELATED = 84061;
export const MEDIA_GONE = 40007;
export const TAG_EXISTS = 40071;
/** Of the robot's long connection: the request is unknown, or too old to be answered. */
const ROBOT_REQUEST_UNKNOWN = 846605;
const ROBOT_STREAM_EXPIRED = 846608;
export const CALL_EXPIRED: ReadonlySet<number> = new Set([ROBOT_REQUEST_UNKNOWN, ROBOT_STREAM_EXPIRED]);
const ROBOT_UNKNOWN = 853000;

/** 45009 blocks for as long as the window that was exceeded; which one is not told, so the shortest is tried first. */
const RATE_LIMIT_WAIT_MS = 60_000;
/** 45033 is about calls at the same moment: a moment later they are over. */
const PARALLEL_WAIT_MS = 1_000;
/** A mass message is being dispatched for some seconds after it was created. */
const DISPATCH_WAIT_MS = 30_000;

const retry = (advice: string): CodeRule => ({ remedy: "retry", advice });
const refresh = (advice: string): CodeRule => ({ remedy: "refresh", advice });
const wait = (advice: string): CodeRule => ({ remedy: "wait", advice });
const configure = (advice: string): CodeRule => ({ remedy: "configure", advice });
const giveUp = (advice: string): CodeRule => ({ remedy: "give-up", advice });

const cardFault = giveUp("卡片内容不合规，请报告开发者 / card breaks the platform's rules: a fault of this program");
const noPermission = configure(
  "应用没有此接口权限：管理后台检查应用权限与「客户联系→可调用应用」 / grant the app this API, list it under customer contact",
);
const outOfScope = configure(
  "成员或部门不在应用可见范围内，请在管理后台加入 / put the member into the app's visible range",
);

export const codeRules: ReadonlyMap<number, CodeRule> = new Map<number, CodeRule>([
  [BUSY, retry("企业微信繁忙，会自动重试 / platform busy, retried")],
  [ROBOT_REQUEST_UNKNOWN, giveUp("这条消息已不能直接回复，改为主动发送 / the request can no longer be answered")],
  [ROBOT_STREAM_EXPIRED, giveUp("回复等得太久，改为主动发送 / the answer came too late for its message")],
  [ROBOT_UNKNOWN, configure("机器人 ID 或 Secret 不对（WECOM_BOT_ID、WECOM_BOT_SECRET） / wrong robot id or secret")],
  // Credentials (§ global codes)
  [40001, configure("Secret 不对：核对应用的 Secret（WECOM_SECRET） / wrong secret, or of another app, or reset")],
  [40013, configure("企业 ID 不对（WECOM_CORP_ID） / wrong corp id")],
  [40014, refresh("access_token 无效，会自动换新 / token no longer good, refreshed")],
  [40056, configure("AgentId 不对（WECOM_AGENT_ID） / wrong agent id")],
  [40091, configure("Secret 属于别的企业 / secret of another corp")],
  [41001, giveUp("缺少 access_token，请报告开发者 / missing token: a fault of this program")],
  [41002, configure("缺少企业 ID（WECOM_CORP_ID） / missing corp id")],
  [41004, configure("缺少 Secret（WECOM_SECRET） / missing secret")],
  [41011, configure("缺少 AgentId（WECOM_AGENT_ID） / missing agent id")],
  [42001, refresh("access_token 过期，会自动换新 / token expired, refreshed")],
  [42007, configure("仅第三方应用会遇到 / only for third-party apps")],
  [42009, configure("仅第三方应用会遇到 / only for third-party apps")],
  [42012, configure("jsapi_ticket 种类或应用不对 / ticket of the wrong kind or app")],
  [RATE_LIMITED, wait("调用过于频繁，已放慢 / too many calls, slowed down")],
  [TOO_PARALLEL, wait("同时调用过多，已放慢 / too many calls at once, slowed down")],
  [45029, giveUp("返回内容过大，需分部门读取 / answer too big, read per department")],
  [48001, noPermission],
  [48002, noPermission],
  [48005, giveUp("接口已下线 / API retired")],
  [
    48006,
    configure("应用长期未用被收回权限：管理员需重新启用 / permission withdrawn, an admin must re-enable the app"),
  ],
  [48009, configure("通讯录同步助手不再返回成员详情 / contact-sync secret may not read members from this IP")],
  [50001, configure("可信域名未配置 / domain is not trusted")],
  [50002, outOfScope],
  [50003, configure("应用已停用，请在管理后台启用 / app is disabled")],
  [60011, outOfScope],
  [60020, configure("本机出口 IP 不在「企业可信IP」，请加入，约 1 分钟生效 / add this server's IP to the trusted IPs")],
  [301002, configure("Secret 与 AgentId 不是同一个应用 / secret and agent id belong to different apps")],
  [301007, configure("企业不可用（解散或封禁） / corp is dissolved or banned")],
  // Sending
  [40003, giveUp("成员账号不存在或已离职 / no such userid")],
  [40031, giveUp("成员账号列表不合法 / bad userid list")],
  [40004, giveUp("素材类型不支持 / media type not supported")],
  [40005, giveUp("素材类型不支持 / media type not supported")],
  [40006, giveUp("素材大小不合规 / media size not allowed")],
  [MEDIA_GONE, giveUp("素材已过期（3 天），需重新上传 / media older than 3 days, upload again")],
  [40008, giveUp("消息类型不支持 / message type not supported")],
  [40009, giveUp("图片过大 / picture too big")],
  [40011, giveUp("视频过大 / video too big")],
  [40032, giveUp("一次发送的成员过多 / too many receivers")],
  [40033, giveUp("含非法字符 / illegal characters")],
  [40035, giveUp("参数不合法，请报告开发者 / bad parameter: a fault of this program")],
  [40039, giveUp("链接过长 / url too long")],
  [40058, giveUp("参数不合法，请报告开发者 / bad parameter: a fault of this program")],
  [40063, giveUp("参数为空，请报告开发者 / empty parameter: a fault of this program")],
  [40127, giveUp("链接协议不支持 / URI scheme not supported")],
  [41006, giveUp("缺少素材 / media id missing")],
  [43012, configure("应用未设置接收消息 URL，不能发按钮卡片 / set the app's callback URL before sending cards")],
  [44001, giveUp("上传内容为空 / empty media")],
  [44004, giveUp("消息内容为空 / empty text")],
  [45001, giveUp("文件过大 / file too big")],
  [45002, giveUp("消息过长 / content too long")],
  [45007, giveUp("语音过长 / voice too long")],
  [45008, giveUp("图文过多 / too many articles")],
  [81012, giveUp("没有接收人 / no receiver")],
  [
    NO_RECEIVER,
    giveUp("接收人不可达：把成员加入应用可见范围，并确认已激活 / put the member into the app's visible range"),
  ],
  [82001, giveUp("没有接收人 / no receiver")],
  [82002, giveUp("部门过多 / too many departments")],
  [82003, giveUp("标签过多 / too many tags")],
  [82004, giveUp("内容可能使客户端崩溃，已被拒绝 / content refused as unsafe for clients")],
  [DUPLICATE_CARD, giveUp("卡片编号重复或不合法 / card id used before or illegal")],
  [42015, giveUp("卡片属于别的应用 / card of another app")],
  [42016, giveUp("卡片不存在 / card unknown")],
  ...[42017, 42018, 42019, 42020].map((code): [number, CodeRule] => [code, cardFault]),
  ...range(42027, 42051).map((code): [number, CodeRule] => [code, cardFault]),
  [42052, giveUp("超过 24 小时不能撤回 / too late to recall")],
  [CODE_USED, giveUp("卡片更新码已用过或超过 72 小时 / the press may update its card once, within 72 hours")],
  // Members and departments
  [46004, giveUp("成员不存在 / member unknown")],
  [60003, giveUp("部门不存在 / department unknown")],
  [60111, giveUp("成员不存在 / member unknown")],
  [60123, giveUp("部门不存在 / department unknown")],
  // Customers and mass messages
  [40068, giveUp("标签不存在 / tag unknown")],
  [TAG_EXISTS, giveUp("标签名已存在 / tag name exists")],
  [40096, giveUp("客户编号不合法 / bad customer id")],
  [40098, configure("成员未实名认证 / member has not verified their identity")],
  [40126, giveUp("标签数量已满 / tag limit reached")],
  [41035, giveUp("缺少客户编号 / customer id missing")],
  [41046, giveUp("缺少群发编号 / mass message id missing")],
  [41047, giveUp("群发编号不合法 / mass message unknown")],
  [NO_CUSTOMER_LEFT, giveUp("没有可发送的客户：已不是好友 / no customer left to send to")],
  [41049, giveUp("缺少欢迎语凭证 / welcome code missing")],
  [41050, giveUp("欢迎语凭证无效或超过 20 秒 / welcome code invalid or older than 20 seconds")],
  [41051, giveUp("已开始聊天或别的应用已发欢迎语 / already chatting, or another app was faster")],
  [41053, giveUp("客户未同意会话存档 / customer has not agreed to archiving")],
  [41054, configure("成员未激活 / member is not activated")],
  [41056, giveUp("客户编号种类不对 / wrong kind of customer id")],
  [DISPATCHING, wait("群发正在下发，稍后再查 / mass message is being dispatched, ask later")],
  [41064, giveUp("附件过多 / too many attachments")],
  [41065, giveUp("附件类型不支持 / attachment type not supported")],
  [41080, giveUp("附件过大 / attachment too big")],
  [ALREADY_CANCELLED, giveUp("群发已停止 / mass message was cancelled")],
  [41094, giveUp("提醒已达 24 小时 3 次 / at most 3 reminders a day")],
  [41096, giveUp("欢迎语正在发送 / welcome message is being sent already")],
  [81011, noPermission],
  [NOT_RELATED, giveUp("成员与客户没有好友关系 / member and customer are not connected")],
  [84074, configure("没有客户联系权限 / no permission for customer contact")],
  [84083, configure("成员不在客户联系使用范围 / member lacks the customer-contact function")],
  [84084, configure("成员不是跟进人或不在可见范围 / not a follower, or out of the visible range")],
  [610004, giveUp("不是本企业客户 / not a customer of this corp")],
]);

const UNKNOWN: CodeRule = giveUp(
  "未收录的错误码，见 open.work.weixin.qq.com/devtool/query / unlisted code, look it up there",
);

export function ruleOfCode(code: number): CodeRule {
  return codeRules.get(code) ?? UNKNOWN;
}

/** The platform's refusal as our error: code, advice, and from errmsg only the trace id and the caller's address. */
export function refusalOf(method: string, code: number, errmsg: string): ChannelError {
  const rule = ruleOfCode(code);
  const parts = [`errcode ${code}`, rule.advice, traceOf(errmsg)].filter((part) => part !== "");
  return new ChannelError(method, code, rule.remedy, parts.join(" · "), { waitMs: waitMsOf(code) });
}

function waitMsOf(code: number): number | undefined {
  if (code === RATE_LIMITED) return RATE_LIMIT_WAIT_MS;
  if (code === TOO_PARALLEL) return PARALLEL_WAIT_MS;
  return code === DISPATCHING ? DISPATCH_WAIT_MS : undefined;
}

/** "…, hint: [1704941403120931704370802], from ip: 1.2.3.4, more info at …" */
function traceOf(errmsg: string): string {
  const hint = /hint: \[([\w-]{1,64})\]/.exec(errmsg)?.[1];
  const address = /from ip: ([\d.:a-fA-F]{2,45})/.exec(errmsg)?.[1];
  const parts = [hint && `hint ${hint}`, address && `ip ${address}`].filter(Boolean);
  return parts.join(" ");
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
