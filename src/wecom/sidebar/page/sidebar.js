// The sidebar's page. Inside WeCom the client says which customer the chat is with and takes the words; in an ordinary
// browser (the try-it page) the address says it and the words are copied.

const base = "/wecom/sidebar";
const at = (id) => document.getElementById(id);
const inClient = /wxwork/i.test(navigator.userAgent);
let customer = null;

async function ask(path, body) {
  const options = body
    ? {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Zhike": "1" },
        body: JSON.stringify(body),
      }
    : {};
  const response = await fetch(base + path, options);
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Error(answer.why || "刚才没成功，再试一次。");
}

function notice(words) {
  at("notice").textContent = words;
  at("notice").hidden = words === "";
}

async function register() {
  const sign = (kind) => async (url) => ask(`/signature?kind=${kind}&url=${encodeURIComponent(url)}`);
  const { corpId, agentId } = await sign("agent")(location.href.split("#")[0]);
  window.ww.register({
    corpId,
    agentId,
    jsApiList: ["getCurExternalContact", "sendChatMessage"],
    getConfigSignature: sign("corp"),
    getAgentConfigSignature: sign("agent"),
  });
}

async function whichCustomer() {
  if (!inClient) return new URLSearchParams(location.search).get("customer");
  await register();
  const found = await window.ww.getCurExternalContact();
  return found.userId;
}

async function insert(text) {
  if (inClient) {
    await window.ww.sendChatMessage({ msgtype: "text", text: { content: text } });
    return "放进聊天了。";
  }
  await navigator.clipboard.writeText(text);
  return "复制好了，贴进聊天就行。";
}

function showDraft(draft) {
  const item = at("draft").content.cloneNode(true).querySelector("li");
  item.querySelector(".occasion").textContent = draft.occasion;
  item.querySelector(".words").textContent = draft.text;
  const button = item.querySelector("button");
  button.setAttribute("aria-label", `放进聊天：${draft.occasion}`);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const taken = await ask(`/customer/${encodeURIComponent(customer)}/take`, { id: draft.id, hash: draft.hash });
      if (taken.why) {
        notice(taken.why);
        button.disabled = false;
        return;
      }
      notice(await insert(taken.text));
      button.textContent = "已放进聊天";
    } catch (error) {
      notice(error.message);
      button.disabled = false;
    }
  });
  at("drafts").append(item);
}

async function open() {
  const view = await ask(`/customer/${encodeURIComponent(customer)}`);
  at("name").textContent = view.name;
  at("brief").textContent = view.brief;
  at("drafts").replaceChildren();
  for (const draft of view.drafts) showDraft(draft);
  at("drafts-part").hidden = view.drafts.length === 0;
}

function line(words, mine) {
  const item = document.createElement("li");
  item.textContent = words;
  if (mine) item.className = "mine";
  at("talk").append(item);
  item.scrollIntoView({ block: "nearest" });
}

at("say").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = at("text");
  const text = field.value.trim();
  if (text === "" || customer === null) return;
  const button = at("say").querySelector("button");
  button.disabled = true;
  line(text, true);
  try {
    const { answer } = await ask(`/customer/${encodeURIComponent(customer)}/say`, { text });
    field.value = "";
    line(answer, false);
    await open();
  } catch (error) {
    line(error.message, false);
  } finally {
    button.disabled = false;
  }
});

whichCustomer()
  .then((id) => {
    if (!id) throw new Error("打开和客户的聊天，再点侧边栏里的知客。");
    customer = id;
    return open();
  })
  .catch((error) => {
    at("name").textContent = "知客";
    notice(error.errMsg ? `没读到是哪位客户（${error.errMsg}）。关掉侧边栏再打开一次。` : error.message);
  });
