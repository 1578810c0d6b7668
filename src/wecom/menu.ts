// The app's menu under the chat: at most three entries on top, names of at most 16 bytes.
// What each key means stands in conversation/receive.ts.
export const appMenu = {
  button: [
    { type: "click", name: "今日待办", key: "today" },
    { type: "click", name: "本周生日", key: "birthdays" },
    {
      name: "更多",
      sub_button: [
        { type: "click", name: "我的客户", key: "mine" },
        { type: "click", name: "帮助", key: "help" },
      ],
    },
  ],
} as const;

interface Entry {
  name?: unknown;
  key?: unknown;
  sub_button?: unknown;
}

/** Whether a menu, as the platform tells it, is ours: what it adds of its own (empty lists, types) does not count. */
export function isAppMenu(buttons: unknown): boolean {
  return JSON.stringify(outline(buttons)) === JSON.stringify(outline(appMenu.button));
}

function outline(buttons: unknown): unknown[] {
  if (!Array.isArray(buttons)) return [];
  return buttons.map((each: Entry) => [each.name ?? "", each.key ?? "", outline(each.sub_button)]);
}
