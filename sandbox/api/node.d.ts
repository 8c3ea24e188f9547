import { n as Store } from "./store.js";
//#region src/node/console.d.ts
/**
 * Reads the files of the console, for the option `console` of `createSandbox`. They are loaded when a browser first asks.
 *
 * @example createSandbox({ …, console: { files: readConsole } })
 */
declare function readConsole(): Promise<Readonly<Record<string, string>>>;
//#endregion
//#region src/node/server.d.ts
/** A server that listens. */
interface Listening {
  /** `http://HOST:PORT`, with the port that was really taken. */
  origin: string;
  /** Stops listening and closes what is open. */
  close: () => Promise<void>;
}
/** Where to listen, and how to answer what is no request. */
interface ListenOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Names of this server beside its host and loopback, such as `sandbox.corp.example`: the Host of a request, and the pages it comes from. */
  allowOriginHosts?: readonly string[];
  /**
   * Answers what could not be parsed (400), is not for this server or comes from a page of another origin (403, with the reason), came in
   * too slowly (408) or had too many headers (431). Default: an empty response.
   */
  malformed?: (status: 400 | 403 | 408 | 431, why?: string) => Response;
}
/**
 * Puts a function from Request to Response behind a port, out of reach of web pages that are not its own.
 *
 * @throws Error when the port is taken, may not be used, or the host is not of this machine, saying what to do
 * @example const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
 */
declare function listen(fetch: (request: Request) => Promise<Response>, {
  host,
  port,
  allowOriginHosts,
  malformed
}: ListenOptions): Promise<Listening>;
//#endregion
//#region src/node/database.d.ts
/** When what was committed is on the disk: NORMAL outlives the process, FULL a power cut too. */
type Synchronous = 'NORMAL' | 'FULL';
//#endregion
//#region src/node/sqlite-store.d.ts
/** How a store in a file is kept, and who hears of what happens to the file. */
interface SqliteOptions {
  /** NORMAL, the default, loses nothing when the process is killed; FULL not even in a power cut, and is slower. */
  synchronous?: Synchronous;
  /** Told at the start when the file was not closed and the -wal that belongs to it is missing: what was stored last is lost. */
  warn?: (message: string) => void;
  /** Told once when the file is deleted, moved or replaced while it is in use: nothing can be stored any more. */
  onGone?: (error: Error) => void;
}
/**
 * A store in a file, which outlives the process: what a transaction did is in the file before its caller goes on.
 *
 * @param file made when it is not there; its folder has to be
 * @throws Error saying what to do, when the file is in use, damaged, newer or not ours
 * @example
 * const store = sqliteStore('sandbox.db')
 * const sandbox = createSandbox({ store, … })
 * sandbox.close()
 * store.close()
 */
declare function sqliteStore(file: string, options?: SqliteOptions): Store & {
  close(): void;
};
//#endregion
export { type Listening, type SqliteOptions, listen, readConsole, sqliteStore };
