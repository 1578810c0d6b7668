// The robot as a Channel: alone, or beside the self-built app.
import type { Channel } from "../../channel.ts";
import { ChannelError } from "../../errors.ts";
import { readPlace } from "./frames.ts";
import type { Robot } from "./robot.ts";

/**
 * The robot alone talks with staff and does nothing else: it sees no directory and no customers, so those are empty
 * (who works here is said to it, or imported), and a message to a customer is always refused: the associate copies it.
 */
export function robotChannel(robot: Pick<Robot, "send">, post: Channel["post"]): Channel {
  return {
    send: robot.send,
    createCustomerMessage: async () => ({ taskId: "", refused: true }),
    findCustomerMessage: async () => null,
    customerMessageStatus: async () => "waiting",
    cancelCustomerMessage: async () => {},
    createMassMessage: async (message) => ({ taskId: null, refused: [...message.externalIds] }),
    findMassMessages: async () => [],
    massMessageStatuses: async () => new Map(),
    remindMassMessage: async () => {},
    welcome: refuse("welcome"),
    departments: async () => [],
    staff: async () => [],
    customersOf: async function* () {},
    customer: async () => [],
    tags: async () => [],
    createTag: refuse("createTag"),
    markTag: refuse("markTag"),
    remark: refuse("remark"),
    transferCustomers: refuse("transferCustomers"),
    transferResults: refuse("transferResults"),
    recall: refuse("recall"),
    post,
    upload: refuse("upload"),
  };
}

/** An answer goes back by the line its question came from; everything else is the app's, which reaches every member. */
export function withRobot(app: Channel, robot: Pick<Robot, "send">): Channel {
  return {
    ...app,
    send: (to, reply, options) => {
      const token = reply.kind === "card-update" ? reply.updateToken : (options.replyToken ?? "");
      return readPlace(token) === null ? app.send(to, reply, options) : robot.send(to, reply, options);
    },
  };
}

function refuse(method: string): () => Promise<never> {
  return async () => {
    throw new ChannelError(method, null, "give-up", "the robot alone cannot do this; set up the app as well");
  };
}
