import { t as WebhookHandlerOptions } from "./webhook-receiver.js";

//#region src/webhooks-node.d.ts
/** What is used of a request of node:http. */
interface NodeRequest {
  method?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  readableEnded: boolean;
  /** The bytes where something read them before, as express.raw leaves them; anything else is not used. */
  body?: unknown;
  /** The bytes where a parser keeps them beside the parsed body, as NestJS does with `rawBody: true`. */
  rawBody?: unknown;
  on: (event: string, listener: (value: any) => void) => unknown;
  pause: () => unknown;
}
/** What is used of a response of node:http. */
interface NodeResponse {
  writeHead: (status: number, headers: Record<string, string>) => {
    end: () => unknown;
  };
}
/**
 * Makes a listener for a server of node:http that does what {@link webhookHandler} does. Put it before anything that parses bodies,
 * unless that leaves the bytes in `body` or `rawBody`.
 *
 * @example
 * createServer(nodeWebhookHandler({ secrets, onEvent: (event) => queue.add(event) })).listen(8080)
 */
declare function nodeWebhookHandler(options: WebhookHandlerOptions): (request: NodeRequest, response: NodeResponse) => Promise<void>;
//#endregion
export { NodeRequest, NodeResponse, type WebhookHandlerOptions, nodeWebhookHandler };
