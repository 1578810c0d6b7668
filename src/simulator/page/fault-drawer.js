// The drawer 故障: trouble to order, so that one can see how the app bears it.
import { h } from "./dom.js";

const paths = [
  ["*", "全部接口"],
  ["gettoken", "取 token"],
  ["message/send", "发消息"],
  ["message/update_template_card", "更新卡片"],
  ["media/upload", "上传素材"],
  ["externalcontact/add_msg_template", "建群发任务"],
  ["externalcontact/get_groupmsg_send_result", "查群发结果"],
  ["externalcontact/batch/get_by_user", "同步顾客"],
];
const kinds = [
  ["系统繁忙 -1", { kind: "errcode", code: -1 }],
  ["限频 45009", { kind: "errcode", code: 45009 }],
  ["无权限 48002", { kind: "errcode", code: 48002 }],
  ["HTTP 502", { kind: "http", status: 502 }],
  ["不应答（超时）", { kind: "hang" }],
  ["慢 3 秒", { kind: "slow", ms: 3000 }],
  ["坏的 JSON", { kind: "malformed" }],
  ["悄悄丢弃", { kind: "drop" }],
  ["做了但断线", { kind: "lost-answer" }],
];

export function faultDrawer({ dialog, shop, act }) {
  const path = h(
    "select",
    { id: "fault-path" },
    paths.map(([value, text]) => h("option", { value }, text)),
  );
  const kind = h(
    "select",
    { id: "fault-kind" },
    kinds.map(([text], at) => h("option", { value: at }, text)),
  );
  const times = h("input", { id: "fault-times", type: "number", min: 1, max: 1000, value: 1 });
  const active = h("ul", { class: "active-faults" });
  const trusted = h("input", { type: "checkbox", id: "fault-ip" });
  const dropped = h("p", { class: "sub" });
  const button = (text, input) => h("button", { type: "button", onclick: () => act(input) }, text);

  trusted.addEventListener("change", () => act({ act: "trusted-ip", trusted: trusted.checked }));
  dialog.replaceChildren(
    h(
      "header",
      {},
      h("h2", { id: "faults-title" }, "故障"),
      h("button", { type: "button", class: "quiet", "aria-label": "关闭", onclick: () => dialog.close() }, "✕"),
    ),
    h("p", { class: "sub" }, "让本地企业微信出点差错，看知客怎么应对。"),
    h("h3", {}, "接口"),
    h(
      "form",
      { onsubmit: add },
      h("label", { for: "fault-path" }, "哪个接口"),
      path,
      h("label", { for: "fault-kind" }, "出什么错"),
      kind,
      h("label", { for: "fault-times" }, "几次"),
      times,
      h("button", { type: "submit", class: "style-1" }, "加上"),
    ),
    h("h3", {}, "凭据"),
    h(
      "div",
      { class: "buttons" },
      button("token 过期", { act: "token", how: "expire" }),
      button("token 作废", { act: "token", how: "revoke" }),
    ),
    h("label", { class: "check" }, trusted, h("span", {}, "本机在企业可信 IP 里")),
    h("h3", {}, "下一条回调"),
    h(
      "div",
      { class: "buttons" },
      button("重复送达", { act: "callback-fault", fault: "duplicate" }),
      button("重复、换随机数", { act: "callback-fault", fault: "duplicate-new-nonce" }),
      button("迟到（乱序）", { act: "callback-fault", fault: "hold" }),
    ),
    h("h3", {}, "等着发生的"),
    active,
    dropped,
    h("div", { class: "buttons" }, button("全部清除", { act: "clear-faults" })),
  );

  return {
    open: () => {
      draw();
      dialog.showModal();
    },
    draw,
  };

  function add(event) {
    event.preventDefault();
    act({ act: "fault", path: path.value, fault: kinds[Number(kind.value)][1], times: Number(times.value) });
  }

  function draw() {
    const { faults, dropped: count } = shop.state;
    trusted.checked = faults.trustedIp;
    const lines = [
      ...faults.calls.map(
        (each) => `${each.path === "*" ? "全部接口" : each.path}：${nameOf(each.fault)} × ${each.left}`,
      ),
      ...faults.callbacks.map((each) => `下一条回调：${each === "hold" ? "迟到" : "重复送达"}`),
    ];
    active.replaceChildren(
      ...(lines.length > 0 ? lines.map((text) => h("li", {}, text)) : [h("li", { class: "sub" }, "没有")]),
    );
    dropped.textContent = count > 0 ? `平台悄悄丢弃了 ${count} 条消息（超过每人每分钟 30 条等）` : "";
  }
}

export function faultCount(faults) {
  return faults.calls.length + faults.callbacks.length + (faults.trustedIp ? 0 : 1);
}

function nameOf(fault) {
  const same = kinds.find(([, each]) => JSON.stringify(each) === JSON.stringify(fault));
  return same ? same[0] : `${fault.kind} ${fault.code ?? fault.status ?? fault.ms ?? ""}`;
}
