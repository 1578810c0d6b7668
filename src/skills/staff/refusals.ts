// How the refusals every skill may answer with are said. A skill says its own where it knows more.
import { unreachable } from "../../errors.ts";
import type { Refusal } from "../../skill.ts";

const WHY: Readonly<Record<string, string>> = {
  "no-store": "您没有绑定门店，店又不止一家，我不知道登记到哪家。请店里的同事来登记。",
  role: "这件事要店长或管理员来办，麻烦跟他们说一声。",
};

/** `why` of not-allowed is a key above, or already a sentence. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.kind) {
    case "not-found": {
      const near = refusal.nearest.length > 0 ? `，是不是：${refusal.nearest.join("、")}？` : "，换个说法试试？";
      return `没找到「${refusal.said}」${near}`;
    }
    case "not-allowed":
      return WHY[refusal.why] ?? refusal.why;
    case "missing":
      return `还差一点信息，可以这样说：「${refusal.example}」`;
    default:
      return unreachable(refusal);
  }
}
