// The whole house with its doors: HTTP, the loops that answer and send, the timetable. The only wiring; tests build the
// true app with it.
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express, { type Response, type Router } from "express";
import type { Channel } from "./channel.ts";
import { createMovableClock } from "./clock.ts";
import type { Config, RobotConfig, WecomConfig } from "./config.ts";
import type { Context } from "./context.ts";
import { createClaim, isUnclaimed } from "./conversation/claim.ts";
import { createInboundStore } from "./conversation/inbox.ts";
import { receiveOnce, startReceiving } from "./conversation/receive.ts";
import { system } from "./db/actor.ts";
import { createDatabaseTokenStore } from "./db/channel-token.ts";
import type { Db } from "./db/db.ts";
import { holdLine, releaseLine } from "./db/line-holder.ts";
import type { Poller } from "./db/poll.ts";
import { suggestions } from "./demo/suggestions.ts";
import { Bug } from "./errors.ts";
import { answerHealth } from "./health.ts";
import { type House, openHouse } from "./house.ts";
import { readLocalDirectory } from "./local-directory.ts";
import { counting, describe, type Log } from "./log.ts";
import type { InboundMessage } from "./message.ts";
import { type DeliverContext, deliverAll, startDelivery } from "./outbox/deliver.ts";
import { runDueJobs, type Scheduler, startScheduler } from "./scheduler/run.ts";
import { createSidebarHost } from "./sidebar.ts";
import { createSimulator, type Simulator } from "./simulator/simulator.ts";
import { everyCustomerMessageHandler } from "./skills/campaigns/deliver.ts";
import { syncCustomers } from "./skills/customers/jobs.ts";
import { firstSegments } from "./skills/segments/jobs.ts";
import { syncDirectory } from "./skills/staff/jobs.ts";
import { timetable } from "./timetable.ts";
import { createCallbackRouter } from "./wecom/callback.ts";
import { createWecomChannel } from "./wecom/channel.ts";
import { appMenu } from "./wecom/menu.ts";
import { robotChannel, withRobot } from "./wecom/robot/channel.ts";
import { HAND_OVER_MS, HOLD_EVERY_MS } from "./wecom/robot/line.ts";
import { type Robot, startRobot } from "./wecom/robot/robot.ts";
import { createSidebar } from "./wecom/sidebar/sidebar.ts";
import { createPoster } from "./wecom/webhook.ts";

export interface AppParts {
  config: Config;
  log: Log;
  realNow: () => Date;
  db?: Db;
  /** Instead of WeCom's channel; then there is no simulator either. */
  channel?: Channel;
  /** Tests run the loops by hand. */
  loops?: boolean;
}

export interface App {
  context: Context;
  /** Where it listens. */
  url: string;
  simulator: Simulator | null;
  /** The long connection, where one is configured. */
  robot: Pick<Robot, "state"> | null;
  /** What the owner says to the robot to make the shop hers; null when somebody works here already. */
  ownerCode: string | null;
  /** Answers, jobs and deliveries until nothing is due. For tests, and after the clock was moved. */
  settle(): Promise<void>;
  /** Takes no more requests, finishes turns in hand, closes the database; bounded. */
  stop(): Promise<void>;
}

/** The local WeCom's corp. These are no secrets: they open nothing but this very process. */
const LOCAL_CORP = {
  corpId: "ww0000000000000000",
  agentId: 1000002,
  secret: "local-wecom-secret-opens-nothing-real-0000",
  token: "localwecomtoken",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
};
/** Path of the local WeCom; its API answers below it. */
const SIMULATOR_PATH = "/simulator";
/** Rounds of answering, jobs and sending after which something must be feeding itself. */
const SETTLE_ROUNDS_MAX = 200;

export async function createApp({ config, log: given, realNow, ...overrides }: AppParts): Promise<App> {
  const { log, counts } = counting(given);
  const local = config.wecom === null && config.robot === null && !overrides.channel;
  const clock = createMovableClock(realNow, local ? clockFile(config) : null);
  const { now } = clock;
  const http = express();
  http.disable("x-powered-by");
  let isOpen = false;
  http.use((_request, response, next) => (isOpen ? next() : sayStarting(response)));
  const server = createServer(http);
  const url = await listen(server, config.port, local ? LOCAL_HOST : null);
  const platform = `${url}${SIMULATOR_PATH}`;
  const wecom = local ? { ...LOCAL_CORP, apiBase: platform, oauthUrl: platform } : config.wecom;
  const publicUrl = config.publicUrl ?? (local ? url : null);

  let house: House;
  let robot: Robot | null = null;
  let store: (message: InboundMessage) => Promise<void>;
  const loops: { receivers: Poller[]; delivery: Poller | null; scheduler: Scheduler | null } = {
    receivers: [],
    delivery: null,
    scheduler: null,
  };
  const wake: Context["wake"] = (what) => {
    if (what === "outbox") loops.delivery?.notify();
    else for (const receiver of loops.receivers) receiver.notify();
  };
  try {
    const lateChannel: { channel: Channel | null } = { channel: overrides.channel ?? null };
    house = await openHouse({
      config,
      log,
      now,
      wake,
      demo: local,
      ...(overrides.db ? { db: overrides.db } : {}),
      channel: throughLate(lateChannel),
      ...(config.robot && !config.wecom ? { claim: createClaim() } : {}),
    });
    const { db } = house;
    const keep = createInboundStore(db);
    store = async (message) => {
      await keep(message, now());
      wake("inbox");
    };
    const app = lateChannel.channel ?? (wecom ? openChannel(wecom, db, { log, now }) : null);
    if (config.robot && config.roles.includes("worker")) robot = openRobot(config.robot, db, { store, log, now });
    lateChannel.channel = joined(app, robot, { now, sleep });
  } catch (error) {
    await robot?.stop();
    await closeServer(server);
    throw error;
  }
  const { context } = house;
  const delivering: DeliverContext = {
    db: context.db,
    channel: context.channel,
    now,
    log,
    handlers: { customerMessage: everyCustomerMessageHandler({ zone: context.zone, settings: context.settings }) },
    // Without an app there is no other line than the robot's, and one process has it.
    ...(robot && !wecom && !overrides.channel ? { maySend: () => robot?.state() === "up" } : {}),
  };

  const simulator = local ? await openSimulator({ config, context, clock, settle, url }) : null;
  answerHealth(http, context, { events: counts, jobs: timetable });
  if (wecom && config.roles.includes("web")) {
    http.use("/wecom/callback", createCallbackRouter(wecom, { store, log, now }));
    if (publicUrl) http.use("/wecom/sidebar", openSidebar(wecom, publicUrl, context));
  }
  if (simulator) {
    http.get("/", simulator.pageAt(SIMULATOR_PATH));
    http.use(SIMULATOR_PATH, simulator.router);
    simulator.robotLine.attach(server, `${SIMULATOR_PATH}/robot`);
  }
  isOpen = true;
  if (overrides.loops !== false) startLoops();
  if (simulator) await simulator.connect(`${url}/wecom/callback`);
  else if (wecom && config.roles.includes("scheduler")) await meetTheShop(context);
  const ownerCode = context.claim && (await isUnclaimed(context.db)) ? context.claim.code : null;
  return { context, url, simulator, robot, ownerCode, settle, stop };

  function startLoops(): void {
    if (config.roles.includes("worker")) {
      // The embedded engine has one connection: more loops would only wait for each other, save while a model thinks.
      loops.receivers = Array.from({ length: RECEIVERS }, () => startReceiving(context));
      loops.delivery = startDelivery(delivering);
    }
    if (config.roles.includes("scheduler")) loops.scheduler = startScheduler(context, timetable);
  }

  async function settle(): Promise<void> {
    let quiet = false;
    for (let round = 0; round < SETTLE_ROUNDS_MAX; round++) {
      let busy = false;
      while (await receiveOnce(context)) busy = true;
      // No job was due and everything is sent: only what came in meanwhile could have brought more.
      if (quiet && !busy) return;
      const runs = loops.scheduler ? await loops.scheduler.tick() : await runDueJobs(context, timetable, now());
      const sent = await deliverAll(delivering);
      quiet = runs.length === 0;
      if (quiet && !busy && sent.claimed === 0) return;
    }
    throw new Bug(`still busy after ${SETTLE_ROUNDS_MAX} rounds`);
  }

  async function stop(): Promise<void> {
    await closeServer(server);
    await Promise.all([...loops.receivers.map((loop) => loop.stop()), loops.scheduler?.stop(), loops.delivery?.stop()]);
    await robot?.stop();
    await simulator?.close();
    await house.close();
  }
}

/**
 * The port is taken before the database is open, so that a second start is refused at once. Until then nobody is told
 * "not found": the platform delivers again, a balancer waits, and a browser looks again by itself.
 */
function sayStarting(response: Response): void {
  response
    .status(503)
    .set({ "Retry-After": "2", Refresh: "2", "Cache-Control": "no-store" })
    .type("text/plain; charset=utf-8")
    .send("知客正在启动，马上就好。\n");
}

/** On a new installation nobody is known yet: the directory is read before anybody writes. Its failure stops nothing. */
async function meetTheShop(context: Context): Promise<void> {
  try {
    if ((await context.db.transaction(system, (tx) => tx.staff.count())) > 0) return;
    context.log.info("directory.read", { found: await syncDirectory(context) });
    context.log.info("customers.read", { found: await syncCustomers(context) });
    await firstSegments(context, context.now());
  } catch (error) {
    context.log.error("directory.unavailable", { error: describe(error), mend: "npm run -s doctor" });
  }
}

/** Turns answered side by side in one process: one may wait for a model while others go on. */
const RECEIVERS = 3;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function tokenKey({ corpId, agentId }: WecomConfig): string {
  return `wecom:${corpId}:${agentId}`;
}
function clientConfig({ apiBase, corpId, secret, agentId }: WecomConfig) {
  return { base: apiBase, corpId, secret, agentId };
}
function clientDeps(wecom: WecomConfig, db: Db, { log, now }: { log: Log; now: () => Date }) {
  const tokens = createDatabaseTokenStore(db, tokenKey(wecom), { now, sleep });
  return { tokens, log, now, sleep, random: Math.random };
}

function openChannel(wecom: WecomConfig, db: Db, deps: { log: Log; now: () => Date }): Channel {
  return createWecomChannel(clientConfig(wecom), clientDeps(wecom, db, deps));
}

/** The page beside a customer's chat; only where browsers can reach it. */
function openSidebar(wecom: WecomConfig, publicUrl: string, context: Context): Router {
  const { db, log, now } = context;
  return createSidebar(
    { ...clientConfig(wecom), publicUrl, oauthUrl: wecom.oauthUrl },
    {
      ...clientDeps(wecom, db, { log, now }),
      host: createSidebarHost(context),
      ticketStore: (kind) => createDatabaseTokenStore(db, `${tokenKey(wecom)}:ticket:${kind}`, { now, sleep }),
    },
  );
}

/** What the queue sends by: the app, the robot, or both side by side. */
function joined(
  app: Channel | null,
  robot: Robot | null,
  deps: { now: () => Date; sleep: (ms: number) => Promise<void> },
): Channel | null {
  if (robot === null) return app;
  return app === null ? robotChannel(robot, createPoster(deps)) : withRobot(app, robot);
}

function openRobot(
  config: RobotConfig,
  db: Db,
  deps: { store(message: InboundMessage): Promise<void>; log: Log; now: () => Date },
): Robot {
  const key = `robot:${config.botId}`;
  const holder = randomUUID();
  // On the embedded engine there is no other process that could take the line.
  const handOverMs = db.engine === "embedded" ? 0 : HAND_OVER_MS;
  return startRobot(
    { ...config, handOverMs },
    {
      ...deps,
      sleep,
      hold: () => holdLine(db, key, holder, { now: deps.now(), forMs: 3 * HOLD_EVERY_MS }),
      release: () => releaseLine(db, key, holder),
    },
  );
}

/** The channel needs the database (for its token) and the house needs a channel: this one arrives a moment later. */
function throughLate(late: { channel: Channel | null }): Channel {
  return new Proxy({} as Channel, {
    get: (_, name) => {
      if (!late.channel) throw new Bug("the channel is used before it is there");
      return Reflect.get(late.channel, name);
    },
  });
}

interface SimulatorParts {
  config: Config;
  context: Context;
  clock: { now(): Date; moveTo(instant: Date): void };
  settle(): Promise<void>;
  url: string;
}

async function openSimulator({ config, context, clock, settle }: SimulatorParts): Promise<Simulator> {
  const { shopName } = await context.settings();
  const { departments, members, customers } = await readLocalDirectory(context.db, shopName);
  return createSimulator({
    corp: LOCAL_CORP,
    now: clock.now,
    clock: {
      async moveTo(instant) {
        clock.moveTo(instant);
        await settle();
      },
    },
    directory: { departments, members },
    customers,
    suggestions: Object.fromEntries(Object.entries(suggestions).map(([id, words]) => [id, [...words]])),
    menu: appMenu.button,
    shopName,
    log: context.log,
    ...(config.dataDir === "memory://" ? {} : { stateFile: join(config.dataDir, "local-wecom.json") }),
  });
}

function clockFile(config: Config): string | null {
  return config.dataDir === "memory://" ? null : join(config.dataDir, "clock.json");
}

/** The try-it page has no login: it is for this computer alone. */
const LOCAL_HOST = "127.0.0.1";

async function listen(server: Server, port: number, host: string | null): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(host === null ? {} : { host }) }, () => resolve());
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Requests in hand may end; connections kept open by pages may not hold us up. */
const CLOSE_MS_MAX = 3_000;
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS_MAX);
  await closed;
  clearTimeout(timer);
}
