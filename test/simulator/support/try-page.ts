// Serves the page alone, with the small echo bot behind it: npx tsx test/simulator/support/try-page.ts [port]
import { createServer } from "node:http";
import express from "express";
import { createLog } from "../../../src/log.ts";
import { createSimulator } from "../../../src/simulator/simulator.ts";
import { createEchoBot } from "./echo-bot.ts";
import { answerLikeABot, suggestions } from "./sample-talk.ts";
import { corp, directory } from "./shop.ts";

const port = Number(process.argv[2] ?? 8931);
const base = `http://127.0.0.1:${port}`;
let aheadMs = 0;
const now = () => new Date(Date.now() + aheadMs);
const bot = createEchoBot(corp, () => `${base}/simulator`);
const simulator = createSimulator({
  corp,
  now,
  clock: {
    async moveTo(instant) {
      aheadMs = instant.getTime() - Date.now();
    },
  },
  ...directory(),
  suggestions,
  shopName: "云衣集 · 静安店",
  log: createLog((line) => console.log(line), now),
});
bot.after = (received) => answerLikeABot(bot, received);

const host = express();
host.get("/", simulator.pageAt("/simulator"));
host.use("/simulator", simulator.router);
host.use(bot.app);
createServer(host).listen(port, "127.0.0.1", async () => {
  console.log(`${base}/`, await simulator.connect(`${base}/wecom/callback`));
});
