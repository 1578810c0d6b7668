// Provinces and cities as people say them, for telling 「上海的客户」 from a name. Plain data.
export const REGIONS: readonly string[] =
  `北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南
  西藏 陕西 甘肃 青海 宁夏 新疆 内蒙古 香港 澳门 台湾 广州 深圳 珠海 佛山 东莞 惠州 中山 汕头 湛江 江门 南京 苏州 无锡 常州 南通
  徐州 扬州 镇江 泰州 盐城 昆山 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 义乌 台州 舟山 合肥 芜湖 福州 厦门 泉州 漳州 南昌 赣州 济南
  青岛 烟台 威海 潍坊 临沂 淄博 郑州 洛阳 开封 武汉 宜昌 襄阳 长沙 株洲 岳阳 南宁 桂林 柳州 海口 三亚 成都 绵阳 贵阳 遵义 昆明
  大理 丽江 拉萨 西安 咸阳 兰州 西宁 银川 乌鲁木齐 石家庄 唐山 保定 秦皇岛 廊坊 太原 大同 呼和浩特 包头 沈阳 大连 鞍山 长春 哈尔滨
  大庆`.split(/\s+/u);

/** The longest region named in these words. */
export function regionIn(words: string): string | null {
  return REGIONS.filter((name) => words.includes(name)).sort((a, b) => b.length - a.length)[0] ?? null;
}
