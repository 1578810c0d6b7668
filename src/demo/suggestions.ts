// What is worth saying first on the try-it page: true of the demo shop, ignored for anybody else.

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
