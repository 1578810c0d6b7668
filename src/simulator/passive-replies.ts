// What an app may answer in the body of a callback, and what it does to the phone of the member who caused it.
import { checkCard } from "./api/cards.ts";
import { type CardChange, changeCard } from "./api/messages.ts";
import { cutBytes, objectOf, textOf } from "./api/refusal.ts";
import { addPhoneEntry, type World } from "./world.ts";

/** Events that allow a reply besides ordinary messages; card presses allow only the two card updates. */
const answerable = ["subscribe", "enter_agent", "LOCATION", "click", "view", "template_card_menu_event"];
const textBytesMax = 2_048;

export interface Cause {
  userId: string;
  /** null for an ordinary message. */
  event: string | null;
  /** The message whose card was pressed. */
  messageId: string | null;
}

/** Returns what is wrong with it, or null when it was applied. */
export function applyReply(world: World, cause: Cause, reply: Record<string, unknown>): string | null {
  if (textOf(reply.FromUserName) !== world.corp.corpId) return "FromUserName is not the corp";
  if (textOf(reply.ToUserName).toLowerCase() !== cause.userId.toLowerCase()) return "ToUserName is not who wrote";
  const type = textOf(reply.MsgType);
  if (type === "update_button" || type === "update_template_card") {
    if (cause.event !== "template_card_event" || !cause.messageId) return `${type} only answers a template_card_event`;
    const change = type === "update_button" ? settleOf(reply) : cardOf(reply);
    if (typeof change === "string") return change;
    changeCard(world, cause.userId, cause.messageId, change);
    return null;
  }
  if (cause.event !== null && !answerable.includes(cause.event)) return `${cause.event} takes no ${type}`;
  if (type !== "text") return `${type || "an empty MsgType"} is not shown by this local platform`;
  const text = cutBytes(textOf(reply.Content), textBytesMax);
  addPhoneEntry(world, cause.userId, { kind: "text", text, from: "app" });
  return null;
}

function settleOf(reply: Record<string, unknown>): CardChange | string {
  const name = textOf(objectOf(reply.Button).ReplaceName);
  return name ? { settled: name } : "update_button without Button/ReplaceName";
}

function cardOf(reply: Record<string, unknown>): CardChange | string {
  try {
    return { card: checkCard(toSnake(objectOf(reply.TemplateCard)), { needsTaskId: false }) };
  } catch (error) {
    return `update_template_card: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const numbers = new Set(["type", "style", "desc_color", "mode", "aspect_ratio"]);
const booleans = new Set(["disable", "is_checked"]);

/** The XML form has CamelCase names and strings only; the JSON form is what the phones show. */
function toSnake(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((each) => toSnake(each));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, each]) => {
      const snake = key.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
      const fixed = snake === "check_box" ? "checkbox" : snake === "key_name" ? "keyname" : snake;
      return [fixed, toSnake(each, fixed)];
    });
    return Object.fromEntries(entries);
  }
  if (numbers.has(name)) return Number(value);
  if (booleans.has(name)) return value === "true" || value === "1";
  return value;
}
