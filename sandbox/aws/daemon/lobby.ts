import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { createServer, connect, type Server, type Socket } from "node:net";
import { chmodSync, rmSync } from "node:fs";
import type { CloudStore } from "../cloud/file";
import type { Environment } from "../provider/config";
import { Faults } from "../provider/faults";
import { ProviderInstance } from "../provider/instance";
import type { World } from "../provider/operations";
import { serviceOf } from "../provider/service";
import type { Log } from "./log";

/** How long the daemon waits for another shim when none is left, in milliseconds: one run of the engine follows another. */
const LINGER_MS = 250;

/** What a shim says first. */
interface Hello {
  readonly pid: number;
  /** Process id of the engine that started the shim: shims of one run share their faults' counters. */
  readonly run: number;
  readonly env: Environment;
}

/** Where shims come in: each gets a provider instance of its own, for as long as it stays connected. */
export class Lobby {
  private readonly server: Server;
  private readonly guests = new Set<Socket>();
  private readonly runs = new Map<string, { faults: Faults; guests: number }>();
  private closing: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: string,
    private readonly world: World,
    private readonly store: CloudStore,
    private readonly log: Log,
    private readonly leave: (code: number, why: string) => never,
  ) {
    this.server = createServer((guest) => this.welcome(guest));
  }

  /** Starts to listen; leaves quietly if another daemon already does. */
  open(): void {
    this.server.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") throw error;
      const other = connect(this.socket);
      other.on("connect", () => this.leave(0, "another daemon holds this cloud"));
      other.on("error", () => {
        rmSync(this.socket, { force: true });
        this.server.listen(this.socket);
      });
    });
    this.server.listen(this.socket, () => chmodSync(this.socket, 0o600));
    this.waitForGuests(30_000);
  }

  private welcome(guest: Socket): void {
    let received = "";
    let dismiss = (): void => {};
    this.guests.add(guest);
    clearTimeout(this.closing);
    guest.setEncoding("utf8");
    guest.on("data", (chunk: string) => {
      received += chunk;
      for (let end = received.indexOf("\n"); end >= 0; end = received.indexOf("\n")) {
        const message = JSON.parse(received.slice(0, end)) as Hello | { bye: true };
        received = received.slice(end + 1);
        if ("bye" in message) this.partWith(guest);
        else dismiss = this.serve(guest, message);
      }
    });
    guest.on("error", () => {}); // always followed by close
    guest.on("close", () => {
      dismiss();
      this.guests.delete(guest);
      if (this.guests.size > 0) return;
      this.store.flush();
      this.waitForGuests(LINGER_MS);
    });
  }

  /** The shim was asked to stop: it may end as soon as all is written. */
  private partWith(guest: Socket): void {
    this.store.flush();
    this.log.flush();
    guest.end();
  }

  /** Opens a provider for a shim; the returned function closes it. */
  private serve(guest: Socket, { pid, run, env }: Hello): () => void {
    const fail = (error: unknown): (() => void) => {
      const message = error instanceof Error ? error.message : String(error);
      this.log.write(`shim ${pid} turned away: ${message}`);
      guest.write(`${JSON.stringify({ error: message.replace(/^sandbox: /, "") })}\n`);
      return () => {};
    };
    const key = `${run} ${env.SANDBOX_FAULTS ?? ""}`;
    let instance: ProviderInstance;
    try {
      // Nobody else is at work in the cloud, so its file may have been edited.
      if (this.guests.size === 1) this.store.load();
      const shared = this.runs.get(key) ?? { faults: new Faults(env.SANDBOX_FAULTS ?? ""), guests: 0 };
      shared.guests++;
      this.runs.set(key, shared);
      instance = new ProviderInstance(
        {
          world: this.world,
          changed: () => this.store.schedule(),
          log: (line) => this.log.write(line),
          crash: () => guest.destroy(),
        },
        env,
        shared.faults,
      );
    } catch (error) {
      return fail(error);
    }
    const server = new grpc.Server({
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    server.addService(ResourceProviderService, serviceOf(instance) as grpc.UntypedServiceImplementation);
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error !== null) fail(error);
      else guest.write(`${JSON.stringify({ port })}\n`);
    });
    return () => {
      server.forceShutdown();
      const shared = this.runs.get(key);
      if (shared !== undefined && --shared.guests === 0) this.runs.delete(key);
    };
  }

  private waitForGuests(milliseconds: number): void {
    clearTimeout(this.closing);
    this.closing = setTimeout(() => {
      if (this.guests.size > 0) return;
      this.store.flush(); // before the socket goes: whoever starts the next daemon must find everything written
      this.server.close();
      rmSync(this.socket, { force: true });
      this.leave(0, "no shim is left");
    }, milliseconds);
  }
}
