// The files that can be imported and that export writes: their columns, and every spelling of a header that is known.
// Data only. The README's table is made from `describeFiles`, so that it cannot say anything else.

export type ValueType =
  | "text"
  | "phone"
  | "money"
  | "int"
  | "instant"
  | "day"
  | "birthday"
  | "yesno"
  | "list"
  | { readonly [value: string]: readonly string[] };

export interface Column {
  readonly field: string;
  /** The header that export writes. */
  readonly zh: string;
  readonly en: string;
  /** Other spellings, as they come out of tills and shop platforms. */
  readonly also: readonly string[];
  readonly type: ValueType;
  /** Read, but not written by export (it has the same thing in another column). */
  readonly importOnly?: boolean;
}

export interface FileKind {
  readonly kind: string;
  readonly zh: string;
  readonly file: string;
  /** Of each group one column must be there for a file to be of this kind. */
  readonly needs: readonly (readonly string[])[];
  readonly columns: readonly Column[];
}

// Numbers for genders are not read: platforms disagree about which is which.
const genders = {
  female: ["女", "f", "女士", "女性"],
  male: ["男", "m", "先生", "男性"],
  unknown: ["未知", "保密", "不详"],
};
const roles = {
  associate: ["导购", "店员", "销售"],
  manager: ["店长", "经理"],
  crm_admin: ["客户管理员", "CRM管理员"],
  admin: ["管理员", "老板", "总经理"],
};
const scopes = { own: ["自己", "本人"], store: ["本店", "门店"], all: ["全部", "所有"] };
const memberships = {
  none: ["非会员", "否"],
  active: ["会员", "正常", "是"],
  frozen: ["冻结", "已冻结"],
  cancelled: ["取消", "已取消", "注销"],
};
/** `unpaid` is never an order: such a row is left out. */
export const orderStates = {
  paid: [
    "已付款",
    "交易成功",
    "已完成",
    "完成",
    "成功",
    "已支付",
    "已发货",
    "待发货",
    "已收货",
    "待评价",
    "买家已付款，等待卖家发货",
    "卖家已发货，等待买家确认",
    "success",
    "completed",
    "shipped",
  ],
  refunded: ["已退款", "退款成功", "全额退款", "退款", "退货退款", "已退货", "returned"],
  closed: [
    "已关闭",
    "付款以后用户退款成功，交易自动关闭",
    "交易关闭",
    "关闭",
    "已取消",
    "取消",
    "付款以前，卖家或买家主动关闭交易",
    "cancelled",
    "canceled",
  ],
  unpaid: ["未付款", "待付款", "等待买家付款", "未支付", "pending"],
};
const factKinds = {
  preference: ["喜好", "偏好"],
  need: ["需求", "需要"],
  negative: ["禁忌", "忌讳", "负面", "注意"],
  family: ["家庭", "家人"],
  anniversary: ["纪念日"],
  other: ["其他", "其它"],
};
/** As the occasions of messages are called in talk. */
const templateOccasions = {
  birthday: ["生日", "生日祝福"],
  anniversary: ["纪念日", "纪念日祝福"],
  holiday: ["节日", "节日祝福"],
  thanks: ["购后回访", "首购"],
  lead: ["新客资料", "新客"],
  care: ["关怀", "问候"],
  winback: ["召回"],
  replenish: ["补货提醒", "补货"],
  complaint: ["投诉回访"],
  apology: ["道歉"],
  promotion: ["优惠推广", "优惠"],
};
const origins = { person: ["人工", "员工"], import: ["导入"], channel: ["企业微信", "渠道"], rule: ["规则", "自动"] };

const id = column("id", "系统编号", "uuid", [], "text");
const customerId = column("customerId", "系统客户编号", "customer_uuid", ["customerid(system)"], "text");
const customerName = column(
  "customerName",
  "客户姓名",
  "customer_name",
  [
    "姓名",
    "客户",
    "客户名称",
    "客户名",
    "会员姓名",
    "会员",
    "顾客",
    "顾客姓名",
    "收货人",
    "收货人姓名",
    "name",
    "customer",
  ],
  "text",
);
const customerNo = column(
  "customerNo",
  "客户编号",
  "customer_no",
  [
    "会员号",
    "会员编号",
    "会员卡号",
    "卡号",
    "会员id",
    "客户id",
    "customerid",
    "userid",
    "memberid",
    "memberno",
    "cardno",
    "会员码",
  ],
  "text",
);
const nickname = column(
  "nickname",
  "买家昵称",
  "nickname",
  ["昵称", "买家会员名", "旺旺", "旺旺号", "买家旺旺", "微信昵称", "buyernick", "buyer"],
  "text",
);
const phone = column(
  "phone",
  "手机号",
  "phone",
  [
    "手机",
    "电话",
    "联系电话",
    "手机号码",
    "联系方式",
    "联系手机",
    "收货人手机",
    "会员手机",
    "mobile",
    "tel",
    "phonenumber",
  ],
  "phone",
);
const externalId = column("externalId", "企业微信客户ID", "external_id", ["外部联系人id", "externaluserid"], "text");
const reference = [
  customerId,
  customerName,
  { ...customerNo, importOnly: true },
  { ...phone, importOnly: true },
  { ...nickname, importOnly: true },
  { ...externalId, importOnly: true },
];
const anyReference = ["customerId", "customerName", "customerNo", "nickname", "phone", "externalId"];
const store = column(
  "store",
  "门店",
  "store",
  ["店铺", "店铺名称", "门店名称", "店名", "分店", "所属门店", "品牌名称", "品牌", "shop", "brand", "storename"],
  "text",
);
const staff = column(
  "staff",
  "导购",
  "staff",
  ["店员", "员工", "销售", "销售员", "营业员", "接待人", "服务导购", "经办人", "associate", "salesperson", "clerk"],
  "text",
);
const createdAt = column("createdAt", "建立时间", "created_at", ["创建时间", "录入时间", "登记时间"], "instant");
const gender = column("gender", "性别", "gender", ["sex"], genders);
const birthday = column(
  "birthday",
  "生日",
  "birthday",
  ["出生日期", "出生年月日", "出生年月", "birthdate", "dateofbirth", "dob"],
  "birthday",
);
const birthdayCalendar = column(
  "birthdayCalendar",
  "生日历法",
  "birthday_calendar",
  ["历法", "阴阳历", "阳历农历"],
  { solar: ["阳历", "公历", "新历"], lunar: ["农历", "阴历", "旧历"] },
  true,
);
const province = column("province", "省份", "province", ["省", "收货省份"], "text");
const city = column("city", "城市", "city", ["市", "收货城市", "所在城市"], "text");
const address = column("address", "地址", "address", ["收货地址", "联系地址", "家庭住址", "住址", "详细地址"], "text");
const tier = column(
  "tier",
  "会员等级",
  "tier",
  ["等级", "会员级别", "会员卡类型", "卡类型", "级别", "level", "grade"],
  "text",
);

export const fileKinds: readonly FileKind[] = [
  kind(
    "stores",
    "门店",
    "stores.csv",
    [["name"]],
    [
      column("id", "门店编号", "store_id", ["店铺编号", "门店id", "店号"], "text"),
      column("name", "门店名称", "store_name", ["门店", "店铺", "店铺名称", "店名", "store"], "text"),
      column("departmentId", "部门编号", "department_id", ["部门id", "企业微信部门"], "int"),
      column("city", "城市", "city", ["所在城市"], "text"),
      createdAt,
    ],
  ),
  kind(
    "staff",
    "员工",
    "staff.csv",
    [["id"], ["name"], ["role", "scope", "store", "joinedOn", "active"]],
    [
      column(
        "id",
        "员工账号",
        "userid",
        [
          "工号",
          "账号",
          "员工编号",
          "员工工号",
          "企业微信账号",
          "staffid",
          "用户ID",
          "成员账号",
          "成员ID",
          "账户",
          "id",
        ],
        "text",
      ),
      column("name", "员工姓名", "staff_name", ["姓名", "员工", "导购", "name"], "text"),
      column("role", "角色", "role", ["职务", "岗位", "职位", "position"], roles),
      column("scope", "可见范围", "scope", ["权限", "数据权限", "范围"], scopes),
      store,
      column("active", "在职", "active", ["是否在职", "状态"], "yesno"),
      column("nudgesOff", "不收提醒", "nudges_off", [], "yesno"),
      column("joinedOn", "入职日期", "joined_on", ["入职时间"], "day"),
      column("leftAt", "离职时间", "left_at", ["离职日期"], "instant"),
      createdAt,
    ],
  ),
  kind(
    "customers",
    "客户",
    "customers.csv",
    [["name", "customerNo", "nickname", "id"]],
    [
      { ...customerId, field: "id" },
      { ...customerNo, also: [...customerNo.also, "id", "编号"] },
      {
        ...customerName,
        field: "name",
        zh: "姓名",
        en: "name",
        also: [
          ...customerName.also.filter((each) => each !== "姓名" && each !== "name"),
          "客户姓名",
          "customername",
          "真实姓名",
        ],
      },
      { ...nickname, importOnly: true },
      column("aliases", "别名", "aliases", ["称呼", "别称", "alias"], "list"),
      phone,
      gender,
      birthday,
      birthdayCalendar,
      store,
      column(
        "owner",
        "归属导购",
        "owner",
        ["导购", "专属导购", "专属顾问", "负责人", "归属员工", "跟进人", "staff", "associate"],
        "text",
      ),
      tier,
      column("membership", "会员状态", "membership", ["会籍", "会员卡状态", "是否会员"], memberships),
      column(
        "memberSince",
        "入会日期",
        "member_since",
        ["入会时间", "办卡日期", "注册日期", "注册时间", "开卡日期"],
        "day",
      ),
      column("points", "积分", "points", ["当前积分", "可用积分", "积分余额"], "int"),
      province,
      city,
      address,
      column("occupation", "职业", "occupation", ["工作", "job"], "text"),
      column("company", "公司", "company", ["公司名称", "单位", "工作单位"], "text"),
      column("source", "来源", "source", ["来源渠道", "客户来源", "渠道", "channel"], "text"),
      column("referrerId", "介绍人系统编号", "referrer_uuid", [], "text"),
      externalId,
      column("doNotDisturb", "免打扰", "do_not_disturb", ["勿扰", "拒收"], "yesno"),
      column("doNotDisturbUntil", "免打扰到", "do_not_disturb_until", [], "instant"),
      column("doNotDisturbWhy", "免打扰原因", "do_not_disturb_why", [], "text"),
      column("lastVerifiedAt", "资料核实时间", "last_verified_at", ["核实时间"], "instant"),
      { ...createdAt, also: [...createdAt.also, "建档时间", "建档日期"] },
      column("note", "备注", "note", ["客户备注", "备注内容", "remark", "notes"], "text", true),
      column("tagNames", "标签", "tags", ["客户标签", "tag"], "list", true),
    ],
  ),
  kind(
    "orders",
    "订单（一行一件商品）",
    "orders.csv",
    [["paidAt"], ["amount", "orderAmount", "price"], anyReference],
    [
      column(
        "orderNo",
        "订单编号",
        "order_no",
        [
          "订单号",
          "单号",
          "小票号",
          "交易号",
          "流水号",
          "交易编号",
          "订单id",
          "orderid",
          "orderno",
          "ordernumber",
          "receiptno",
        ],
        "text",
      ),
      ...reference.map((each) =>
        each.field === "customerId" || each.field === "customerName" ? each : { ...each, importOnly: true },
      ),
      column(
        "paidAt",
        "付款时间",
        "paid_at",
        [
          "付款日期",
          "支付时间",
          "订单付款时间",
          "购买日期",
          "购买时间",
          "消费日期",
          "消费时间",
          "交易时间",
          "交易日期",
          "下单时间",
          "下单日期",
          "销售日期",
          "成交时间",
          "订单创建时间",
          "日期",
          "时间",
          "date",
          "day",
          "time",
          "orderdate",
          "purchasedate",
          "datetime",
          "invoicedate",
        ],
        "instant",
      ),
      column(
        "orderAmount",
        "订单金额",
        "order_amount",
        ["订单总额", "订单总金额", "订单实付", "订单实付金额", "整单金额", "ordertotal"],
        "money",
      ),
      column("refunded", "退款金额", "refunded", ["已退金额", "退款", "退货金额", "refund", "refundamount"], "money"),
      column("state", "订单状态", "state", ["状态", "交易状态", "orderstatus", "status"], orderStates),
      column("channel", "渠道", "channel", ["销售渠道", "订单来源", "来源"], {
        pos: ["门店", "线下", "收银"],
        online: ["线上", "网店", "电商", "天猫", "淘宝", "小程序"],
        chat: ["聊天"],
        import: ["导入"],
      }),
      store,
      staff,
      column(
        "category",
        "品类",
        "category",
        ["类别", "商品类别", "商品分类", "分类", "大类", "类目", "category1"],
        "text",
      ),
      column(
        "item",
        "商品",
        "item",
        [
          "商品名称",
          "品名",
          "货品名称",
          "宝贝标题",
          "宝贝名称",
          "款名",
          "产品",
          "产品名称",
          "product",
          "sku",
          "description",
          "itemname",
        ],
        "text",
      ),
      column(
        "quantity",
        "数量",
        "quantity",
        ["购买数量", "件数", "宝贝数量", "商品数量", "销售数量", "qty", "cds", "numberofcds", "buymount"],
        "int",
      ),
      column("price", "单价", "price", ["成交价", "销售单价", "unitprice"], "money", true),
      column(
        "amount",
        "金额",
        "amount",
        [
          "小计",
          "实付金额",
          "实收金额",
          "实付",
          "实收",
          "付款金额",
          "支付金额",
          "买家实际支付金额",
          "成交金额",
          "消费金额",
          "销售额",
          "销售金额",
          "行金额",
          "总金额",
          "paid",
          "total",
          "sales",
          "dollarvalue",
          "lineamount",
          "subtotal",
        ],
        "money",
      ),
      { ...gender, importOnly: true },
      { ...birthday, importOnly: true },
      { ...birthdayCalendar, importOnly: true },
      { ...province, importOnly: true },
      { ...city, importOnly: true },
      { ...address, importOnly: true },
      { ...tier, importOnly: true },
      column("id", "系统订单编号", "order_uuid", [], "text"),
      column("lineId", "系统明细编号", "line_uuid", [], "text"),
      createdAt,
    ],
  ),
  kind(
    "visits",
    "到店",
    "visits.csv",
    [["visitedAt"], anyReference],
    [
      id,
      column("visitNo", "到店编号", "visit_no", ["来访编号"], "text"),
      ...reference,
      column(
        "visitedAt",
        "到店时间",
        "visited_at",
        ["到店日期", "来访时间", "来访日期", "进店时间", "进店日期", "visitdate", "visittime"],
        "instant",
      ),
      column("purpose", "来意", "purpose", ["到店目的", "目的", "事由"], "text"),
      store,
      staff,
      createdAt,
    ],
  ),
  kind(
    "facts",
    "客户事实（喜好、禁忌、家庭…）",
    "facts.csv",
    [["value"], anyReference],
    [
      id,
      ...reference,
      column("kind", "事实类别", "fact_kind", ["类别", "类型", "kind", "type"], factKinds),
      column("topic", "主题", "topic", ["项目", "方面"], "text"),
      column("value", "事实", "fact", ["事实内容", "喜好", "偏好", "禁忌", "内容", "value"], "text"),
      column("saidAs", "原话", "said_as", [], "text"),
      column("pinned", "置顶", "pinned", ["重要"], "yesno"),
      column("on", "纪念日期", "on", ["纪念日", "需要日期"], "birthday"),
      column("origin", "信息来源", "origin", ["来源"], origins),
      column("recordedBy", "记录人", "recorded_by", ["登记人"], "text"),
      column("recordedAt", "记录时间", "recorded_at", ["记录日期"], "instant"),
      column("supersededBy", "被替代为", "superseded_by", [], "text"),
      column("withdrawnAt", "撤回时间", "withdrawn_at", [], "instant"),
    ],
  ),
  kind(
    "notes",
    "备注",
    "notes.csv",
    [["text"], anyReference],
    [
      id,
      ...reference,
      column("text", "备注内容", "note", ["备注", "跟进记录", "沟通记录", "notes", "remark", "text"], "text"),
      column("author", "备注人", "author", ["作者", "记录人"], "text"),
      column("createdAt", "备注时间", "noted_at", ["记录时间", "备注日期", "时间", "日期"], "instant"),
    ],
  ),
  kind(
    "tags",
    "标签",
    "tags.csv",
    [["tag"], anyReference],
    [
      ...reference,
      column("tag", "标签", "tag", ["标签名", "标签名称", "客户标签"], "text"),
      column("group", "标签组", "tag_group", ["标签分组", "分组"], "text"),
      column("tagId", "系统标签编号", "tag_uuid", [], "text"),
      column("channelTagId", "企业微信标签ID", "channel_tag_id", [], "text"),
      column("origin", "信息来源", "origin", ["来源"], origins),
      column("addedBy", "打标签人", "added_by", ["添加人"], "text"),
      column("addedAt", "打标签时间", "added_at", ["添加时间"], "instant"),
    ],
  ),
  kind(
    "follow-ups",
    "跟进",
    "follow-ups.csv",
    [["text"], ["dueAt"]],
    [
      id,
      ...reference,
      column("text", "跟进内容", "follow_up", ["待办", "跟进事项", "任务", "提醒内容", "事项", "todo", "task"], "text"),
      column("kind", "跟进类别", "follow_up_kind", ["类别"], {
        follow_up: ["跟进", "待办"],
        promise: ["承诺", "答应"],
      }),
      column(
        "dueAt",
        "到期时间",
        "due_at",
        [
          "跟进时间",
          "截止时间",
          "截止日期",
          "到期日",
          "到期日期",
          "提醒时间",
          "下次跟进",
          "下次跟进时间",
          "due",
          "duedate",
        ],
        "instant",
      ),
      column("dueHasTime", "有钟点", "due_has_time", [], "yesno"),
      column("staff", "负责人", "staff", [...staff.also, "导购", "执行人", "跟进人"], "text"),
      column("createdBy", "创建人", "created_by", [], "text"),
      column("state", "跟进状态", "follow_up_state", ["状态"], {
        open: ["未完成", "待跟进", "进行中"],
        done: ["已完成", "完成"],
        cancelled: ["已取消", "取消"],
        missed: ["错过"],
      }),
      column("doneAt", "完成时间", "done_at", [], "instant"),
      column("outcome", "结果", "outcome", ["跟进结果"], "text"),
      column("snoozes", "推迟次数", "snoozes", [], "int"),
      column("lastNudgedOn", "上次提醒", "last_nudged_on", [], "day"),
      column("ruleKey", "规则键", "rule_key", [], "text"),
      column("recurrence", "重复规则", "recurrence", [], "text"),
      column("seriesId", "重复编号", "series_id", [], "text"),
      column("occursOn", "规则日期", "occurs_on", [], "day"),
      createdAt,
    ],
  ),
  kind(
    "complaints",
    "投诉",
    "complaints.csv",
    [["content"], anyReference],
    [
      id,
      column("complaintNo", "投诉编号", "complaint_no", ["工单号", "工单编号"], "text"),
      ...reference,
      column("content", "投诉内容", "complaint", ["投诉", "问题描述", "投诉原因", "工单内容"], "text"),
      column("demand", "诉求", "demand", ["客户诉求", "要求"], "text"),
      column("scene", "场景", "scene", ["投诉类型", "环节"], "text"),
      column("severity", "级别", "severity", ["紧急程度", "优先级"], {
        complaint: ["投诉", "一般", "普通"],
        urgent: ["紧急", "加急"],
        question: ["咨询", "问题"],
      }),
      column("state", "投诉状态", "complaint_state", ["状态", "处理状态"], {
        open: ["处理中", "未结", "未处理", "待处理"],
        closed: ["已结", "已结案", "已处理", "已解决", "已关闭"],
      }),
      column("openedAt", "投诉时间", "opened_at", ["投诉日期", "登记时间", "创建时间", "时间", "日期"], "instant"),
      column("respondBy", "应答复时间", "respond_by", [], "instant"),
      column("resolveBy", "应解决时间", "resolve_by", [], "instant"),
      column("closedAt", "结案时间", "closed_at", ["解决时间", "处理时间"], "instant"),
      column("cause", "原因", "cause", ["原因分析", "根因"], "text"),
      column("satisfaction", "满意度", "satisfaction", ["满意度评分"], "int"),
      column("channel", "投诉渠道", "complaint_channel", ["受理渠道"], {
        store: ["到店", "门店"],
        phone: ["电话", "热线"],
        wechat: ["微信"],
        online: ["网上", "在线"],
      }),
      column("openedBy", "登记人", "opened_by", [], "text"),
      column("respondedAt", "答复时间", "responded_at", [], "instant"),
      column("liftedAt", "恢复推广时间", "lifted_at", [], "instant"),
      column("liftedBy", "恢复推广人", "lifted_by", [], "text"),
      store,
      column("assignee", "处理人", "assignee", ["负责人", ...staff.also, "导购"], "text"),
    ],
  ),
  kind(
    "complaint-events",
    "投诉经过",
    "complaint-events.csv",
    [["complaintId"], ["what"]],
    [
      id,
      column("complaintId", "系统投诉编号", "complaint_uuid", [], "text"),
      column("what", "经过", "event", ["处理经过", "what"], "text"),
      column("kind", "经过类型", "event_kind", [], "text"),
      column("stepKey", "步骤键", "step_key", [], "text"),
      staff,
      column("at", "发生时间", "at", ["时间"], "instant"),
    ],
  ),
  kind(
    "benefits",
    "权益",
    "benefits.csv",
    [["text"], ["kind", "key"]],
    [
      id,
      column("key", "权益代号", "benefit_key", ["权益编号", "代号", "key"], "text"),
      column("kind", "权益类型", "benefit_kind", ["类型", "kind", "type"], {
        gift: ["礼品", "礼物", "生日礼"],
        discount: ["折扣"],
        points: ["积分"],
        coupon: ["券", "优惠券", "代金券"],
        service: ["服务"],
      }),
      column("text", "权益内容", "benefit", ["权益", "权益说明", "内容", "text"], "text"),
      column("occasion", "用于", "occasion", ["场合", "适用场合"], "text"),
      column("tiers", "适用等级", "tiers", ["等级", "会员等级"], "list"),
      column("activeFrom", "开始日期", "active_from", ["生效日期", "开始时间"], "day"),
      column("activeTo", "结束日期", "active_to", ["失效日期", "截止日期", "结束时间"], "day"),
    ],
  ),
  kind(
    "templates",
    "消息模板",
    "templates.csv",
    [["body"], ["occasion"]],
    [
      column("key", "模板编号", "template_key", ["模板代号"], "text"),
      column("version", "模板版本", "template_version", [], "int"),
      column("occasion", "模板场合", "template_occasion", ["场合", "适用场合"], templateOccasions),
      column("timing", "发送时机", "template_timing", ["时机"], { ahead: ["提前"], today: ["当天"], late: ["补发"] }),
      column("festival", "节日", "festival", [], "text"),
      column("cause", "流失原因", "template_cause", [], {
        service: ["服务没做好"],
        need: ["需求变了"],
        competitor: ["去了别家"],
        dormant: ["有阵子没来"],
      }),
      column("lifecycle", "写给", "template_for", ["客户阶段"], { new: ["新客"], old: ["老客"], lost: ["久未来"] }),
      column("formal", "正式", "template_formal", [], "yesno"),
      column("body", "模板内容", "template_body", ["模板", "模板正文"], "text"),
      column("active", "启用", "template_active", ["是否启用"], "yesno"),
    ],
  ),
  kind(
    "consents",
    "同意与拒绝",
    "consents.csv",
    [["kind"], ["granted"], anyReference],
    [
      id,
      ...reference,
      column("kind", "同意事项", "consent", ["授权事项"], {
        contact_data: ["留存联系方式", "联系方式"],
        marketing: ["营销消息", "营销"],
        care: ["关怀消息", "关怀"],
      }),
      column("granted", "是否同意", "granted", ["同意"], "yesno"),
      column("saidAs", "原话", "said_as", [], "text"),
      column("recordedBy", "记录人", "recorded_by", [], "text"),
      column("recordedAt", "记录时间", "recorded_at", [], "instant"),
    ],
  ),
  kind(
    "care-switches",
    "客户不要的问候",
    "care-switches.csv",
    [["occasion"], ["enabled"], anyReference],
    [
      id,
      ...reference,
      column("occasion", "问候种类", "care_occasion", [], "text"),
      column("festival", "节日", "festival", [], "text"),
      column("enabled", "愿意收", "care_enabled", ["要不要"], "yesno"),
      column("saidAs", "原话", "said_as", [], "text"),
      column("changedBy", "改动人", "changed_by", [], "text"),
      column("changedAt", "改动时间", "changed_at", [], "instant"),
    ],
  ),
  kind(
    "relations",
    "企业微信好友",
    "relations.csv",
    [["staff"], ["addedAt"], anyReference],
    [
      id,
      ...reference,
      column("staff", "好友成员", "follow_userid", ["添加成员", "跟进成员"], "text"),
      column("remark", "好友备注", "friend_remark", [], "text"),
      column("addedAt", "加好友时间", "friend_since", [], "instant"),
      column("endedAt", "删好友时间", "ended_at", [], "instant"),
      column("endedBy", "谁删的", "ended_by", [], { staff: ["员工"], customer: ["客户"], transfer: ["转交"] }),
    ],
  ),
  kind(
    "touches",
    "联系记录",
    "touches.csv",
    [["direction"], ["means"], ["at"], anyReference],
    [
      id,
      ...reference,
      column("direction", "方向", "direction", [], { out: ["店里联系客户", "发出"], in: ["客户联系店里", "收到"] }),
      column("means", "方式", "means", ["联系方式(渠道)"], {
        message: ["消息", "微信"],
        phone: ["电话"],
        visit: ["到店"],
        purchase: ["购买"],
        review: ["回访"],
        service: ["服务"],
      }),
      column("topic", "联系话题", "touch_topic", ["话题"], "text"),
      staff,
      column("at", "联系时间", "touched_at", ["时间"], "instant"),
      createdAt,
    ],
  ),
  kind(
    "traffic",
    "进店客流",
    "traffic.csv",
    [["day"], ["entered"]],
    [
      id,
      store,
      column("day", "客流日期", "traffic_day", ["日期", "date"], "day"),
      column("part", "时段", "part", ["时间段", "班次"], {
        day: ["全天", "整天", "一天"],
        morning: ["上午", "早班", "早上"],
        afternoon: ["下午", "中班"],
        evening: ["晚上", "晚班"],
      }),
      column("entered", "进店人数", "entered", ["客流", "客流量", "进店客流", "进店", "人数"], "int"),
      column("bought", "成交单数", "bought", ["成交", "成交笔数", "成单数", "成交数"], "int"),
      column("recordedBy", "记录人", "recorded_by", ["登记人"], "text"),
      column("recordedAt", "记录时间", "recorded_at", ["登记时间"], "instant"),
    ],
  ),
  kind(
    "points",
    "积分流水",
    "points.csv",
    [["points"], ["reason"], anyReference],
    [
      id,
      ...reference,
      column("points", "积分变动", "points_change", ["变动积分"], "int"),
      column("reason", "积分原因", "points_reason", ["变动原因"], "text"),
      column("at", "积分时间", "points_at", ["变动时间"], "instant"),
    ],
  ),
  kind(
    "tier-changes",
    "等级变动",
    "tier-changes.csv",
    [["toTier"], anyReference],
    [
      id,
      ...reference,
      column("fromTier", "原等级", "from_tier", [], "text"),
      column("toTier", "新等级", "to_tier", [], "text"),
      column("reason", "变动说明", "tier_reason", [], "text"),
      column("by", "经办员工", "by", [], "text"),
      column("at", "等级变动时间", "tier_changed_at", [], "instant"),
    ],
  ),
  kind(
    "surveys",
    "问卷",
    "surveys.csv",
    [["kind"], ["score"], anyReference],
    [
      id,
      ...reference,
      column("kind", "问卷", "survey", ["问卷类型"], "text"),
      column("score", "评分", "score", ["分数"], "int"),
      column("words", "客户原话", "words", ["评价内容"], "text"),
      column("answeredAt", "答复时间", "answered_at", ["评价时间"], "instant"),
    ],
  ),
  kind(
    "goodwill",
    "赠礼",
    "goodwill.csv",
    [["what"], ["amountFen"], anyReference],
    [
      id,
      ...reference,
      column("what", "赠送", "gift", ["赠品"], "text"),
      column("amountFen", "赠送价值", "gift_value", [], "money"),
      column("givenAt", "赠送时间", "given_at", [], "instant"),
      column("complaintId", "系统投诉编号", "complaint_uuid", [], "text"),
      column("sourceMessageId", "来源消息", "source_message_id", [], "text"),
      staff,
    ],
  ),
];

/** Columns that are known and deliberately not kept, so that nobody wonders. */
export const knownAndLeft: Readonly<Record<string, string>> = {
  邮费: "运费不算消费",
  运费: "运费不算消费",
  年龄: "由生日算出",
  累计消费: "由订单算出",
  累计消费金额: "由订单算出",
  消费次数: "由订单算出",
  最近消费时间: "由订单算出",
  成交率: "由进店和成交算出",
  今年生日: "由生日算出",
  生日祝福: "由发出的祝福算出",
  纪念日祝福: "由发出的祝福算出",
  回访时间: "由服务登记算出",
  回访结果: "由服务登记算出",
  上次到店: "由到店和订单算出",
  休眠天数: "由到店和订单算出",
};

/** Each file with its columns, for people: what the README prints. */
export function describeFiles(): string {
  const rows = fileKinds.map(({ zh, file, columns }) => {
    const names = columns.map((each) => `${each.zh} / \`${each.en}\``);
    return `| ${zh} | \`${file}\` | ${names.join("、")} |`;
  });
  return ["| 内容 | 文件 | 表头（中文 / 英文） |", "| --- | --- | --- |", ...rows].join("\n");
}

function kind(name: string, zh: string, file: string, needs: FileKind["needs"], columns: readonly Column[]): FileKind {
  return { kind: name, zh, file, needs, columns };
}

function column(
  ...[field, zh, en, also, type, importOnly = false]: [string, string, string, readonly string[], ValueType, boolean?]
): Column {
  return { field, zh, en, also, type, importOnly };
}
