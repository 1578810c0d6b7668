// The app in a process of its own, to be killed: as main.ts starts it, with a clock that the parent moves ahead.
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog, describe } from "../../src/log.ts";

let aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? "0");
process.on("message", (said) => {
  aheadMs = Number(said);
});
const realNow = () => new Date(Date.now() + aheadMs);
const log = createLog((line) => process.stderr.write(`${line}\n`), realNow);

try {
  const app = await createApp({ config: readConfig(process.env), log, realNow });
  console.log(`ready ${app.url}`);
  process.once("SIGTERM", () => void app.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(describe(error));
  process.exit(1);
}
