// The app's menu under the chat.
import type { World } from "../world.ts";
import type { ApiCalls } from "./gate.ts";
import { checkAgent } from "./messages.ts";
import { bytesOf, listOf, objectOf, Refusal, textOf } from "./refusal.ts";

const types = [
  "click",
  "view",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
  "view_miniprogram",
];

export function menuCalls(world: World): ApiCalls {
  return {
    "menu/create": {
      method: "POST",
      handle({ query, body }) {
        checkAgent(world, query.agentid);
        const buttons = listOf(body.button);
        if (buttons.length < 1 || buttons.length > 3) throw new Refusal(40016);
        for (const button of buttons) checkButton(objectOf(button), { top: true });
        world.state.menu = buttons;
        world.tell({ kind: "people" });
        return {};
      },
    },
    "menu/get": {
      method: "GET",
      handle({ query }) {
        checkAgent(world, query.agentid);
        if (!world.state.menu) throw new Refusal(46003);
        return { button: world.state.menu };
      },
    },
    "menu/delete": {
      method: "GET",
      handle({ query }) {
        checkAgent(world, query.agentid);
        world.state.menu = null;
        world.tell({ kind: "people" });
        return {};
      },
    },
  };
}

function checkButton(button: Record<string, unknown>, { top }: { top: boolean }): void {
  const name = textOf(button.name);
  if (!name || bytesOf(name) > (top ? 16 : 40)) throw new Refusal(40055);
  const under = listOf(button.sub_button);
  if (top && under.length > 0) {
    if (under.length > 5) throw new Refusal(40016);
    for (const each of under) checkButton(objectOf(each), { top: false });
    return;
  }
  const type = textOf(button.type);
  if (!types.includes(type)) throw new Refusal(40017);
  if (type === "view") {
    const url = textOf(button.url);
    if (!url || bytesOf(url) > 1_024) throw new Refusal(40054);
  } else if (type !== "view_miniprogram") {
    const key = textOf(button.key);
    if (!key || bytesOf(key) > 128) throw new Refusal(40058, "invalid button key");
  }
}
