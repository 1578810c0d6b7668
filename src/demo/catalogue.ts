// What the demo shop sells: women's clothes and what goes with them, with prices and the months they are bought in.

export interface Article {
  readonly category: string;
  readonly item: string;
  readonly yuan: number;
  readonly months: readonly number[];
}

const year = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const spring = [2, 3, 4, 5];
const summer = [4, 5, 6, 7, 8];
const autumn = [8, 9, 10, 11];
const winter = [10, 11, 12, 1, 2];

export const catalogue: readonly Article[] = [
  article("连衣裙", "真丝连衣裙", 2680, summer),
  article("连衣裙", "碎花雪纺连衣裙", 899, summer),
  article("连衣裙", "棉麻衬衫裙", 759, summer),
  article("连衣裙", "针织连衣裙", 1180, autumn),
  article("连衣裙", "小黑裙", 1580, year),
  article("连衣裙", "改良旗袍", 1980, [...spring, 9, 10]),
  article("衬衫", "真丝衬衫", 1280, year),
  article("衬衫", "白色棉衬衫", 499, year),
  article("衬衫", "条纹衬衫", 459, [...spring, ...autumn]),
  article("衬衫", "天丝飘带衬衫", 659, [...spring, ...autumn]),
  article("T恤", "丝光棉T恤", 329, summer),
  article("T恤", "法式条纹T恤", 299, summer),
  article("针织衫", "羊绒衫", 1680, winter),
  article("针织衫", "羊毛开衫", 980, [...autumn, 12, 1]),
  article("针织衫", "冰丝针织衫", 459, summer),
  article("针织衫", "高领羊绒毛衣", 1980, winter),
  article("大衣", "双面羊绒大衣", 4980, winter),
  article("大衣", "羊毛呢大衣", 2980, winter),
  article("大衣", "驼色风衣", 1880, [...spring, 9, 10]),
  article("羽绒服", "轻薄羽绒服", 1290, winter),
  article("羽绒服", "长款羽绒服", 2380, winter),
  article("半裙", "真丝半裙", 1380, summer),
  article("半裙", "A字半裙", 599, year),
  article("半裙", "百褶长裙", 729, [...spring, ...autumn]),
  article("半裙", "羊毛伞裙", 1080, winter),
  article("西装", "修身西装外套", 1680, [...spring, ...autumn]),
  article("西装", "亚麻西装", 1480, summer),
  article("西装", "西装套装", 2880, [...spring, ...autumn]),
  article("裤装", "阔腿裤", 659, year),
  article("裤装", "小脚西裤", 599, year),
  article("裤装", "高腰牛仔裤", 559, year),
  article("丝巾", "真丝方巾", 520, year),
  article("丝巾", "羊绒围巾", 880, winter),
  article("包", "小羊皮链条包", 2680, year),
  article("包", "托特包", 1580, year),
  article("包", "手拿包", 890, year),
  article("鞋", "平底单鞋", 799, year),
  article("鞋", "细跟高跟鞋", 1099, year),
  article("鞋", "短靴", 1380, winter),
  article("配饰", "珍珠耳环", 360, year),
  article("配饰", "胸针", 280, year),
  article("配饰", "细腰带", 299, year),
];

function article(category: string, item: string, yuan: number, months: readonly number[]): Article {
  return { category, item, yuan, months };
}
