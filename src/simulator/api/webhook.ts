// webhook/send: a group robot. The key in the address is its only secret; 20 messages a minute.
import { newId, type World } from "../world.ts";
import type { ApiCalls } from "./gate.ts";
import { bytesOf, objectOf, Refusal, textOf } from "./refusal.ts";

const perMinute = 20;
const bytesMax: Record<string, number> = { text: 2_048, markdown: 4_096, markdown_v2: 4_096 };
const others = ["image", "news", "file", "voice", "template_card"];

export interface RobotMessage {
  key: string;
  at: string;
  msgtype: string;
  text: string;
}

export interface Robots {
  keys: Set<string>;
  messages: RobotMessage[];
}

export function webhookCalls(world: World, robots: Robots): ApiCalls {
  return {
    "webhook/send": {
      method: "POST",
      withoutToken: true,
      handle({ query, body, drop }) {
        const key = query.key ?? "";
        if (!robots.keys.has(key)) throw new Refusal(93000);
        const now = world.now().getTime();
        const recent = robots.messages.filter((each) => each.key === key && Date.parse(each.at) > now - 60_000);
        if (recent.length >= perMinute) throw new Refusal(45009);
        const msgtype = textOf(body.msgtype);
        if (bytesMax[msgtype] === undefined && !others.includes(msgtype)) throw new Refusal(40008);
        const text = textOf(objectOf(body[msgtype]).content);
        if (bytesMax[msgtype] !== undefined && !text) throw new Refusal(93017, "empty content");
        if (bytesOf(text) > (bytesMax[msgtype] ?? Number.POSITIVE_INFINITY)) throw new Refusal(45002);
        if (!drop) robots.messages.push({ key, at: world.now().toISOString(), msgtype, text });
        robots.messages.splice(0, Math.max(0, robots.messages.length - 500));
        return {};
      },
    },
  };
}

export function newRobotKey(robots: Robots): string {
  const key = newId("", 18);
  robots.keys.add(key);
  return key;
}
