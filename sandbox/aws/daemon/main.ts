import * as fs from "node:fs";
import * as net from "node:net";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Cloud } from "../cloud/cloud";
import { CloudStore } from "../cloud/file";
import { functions } from "../functions";
import { Shapes } from "../model/shape";
import { Faults } from "../provider/faults";
import { providerService } from "../provider/service";
import { models } from "../types";
import { socketPath } from "../paths";

/** How long the daemon outlives its last shim, in milliseconds: the engine starts providers one after another. */
const LINGER_MS = 250;
const MESSAGE_BYTES = 400 * 1024 * 1024;

/** What a shim says first. */
interface Hello {
  readonly pid: number;
  /** The engine's process: its calls are counted together for fault injection. */
  readonly run: number;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Holds one cloud for all provider instances of a run of the engine: a shim connects, and gets a gRPC server of its own.
 * @param path the cloud's JSON file
 * @param root folder of the project, for the installed `@pulumi/aws`
 */
export function main(path: string, root: string): void {
  const cloud = new Cloud((type) => Object.keys(models.get(type)?.references ?? {}).map((name) => name.split(".")));
  const store = new CloudStore(path, cloud);
  const shapes = new Shapes(join(root, "node_modules", "@pulumi", "aws"));
  const faultsOfRun = new Map<number, Faults>();
  const open = new Set<net.Socket>();
  let leaving: NodeJS.Timeout | undefined;

  const stop = (code: number): void => {
    store.flush();
    fs.rmSync(socketPath(path), { force: true });
    process.exit(code);
  };
  const maybeLeave = (): void => {
    clearTimeout(leaving);
    if (open.size > 0) return;
    store.flush();
    leaving = setTimeout(() => stop(0), LINGER_MS);
  };

  const welcome = async (socket: net.Socket, hello: Hello): Promise<void> => {
    // Between two runs the file may have been edited; within one it is this process that writes it.
    if (open.size === 1) store.load();
    const faults = faultsOfRun.get(hello.run) ?? new Faults(hello.env.SANDBOX_FAULTS);
    faultsOfRun.set(hello.run, faults);
    const server = new grpc.Server({
      "grpc.max_receive_message_length": MESSAGE_BYTES,
      "grpc.max_send_message_length": MESSAGE_BYTES,
    });
    const changed = (): void => store.schedule();
    server.addService(
      ResourceProviderService as unknown as grpc.ServiceDefinition,
      providerService({ cloud, models, functions, shapes, faults, env: hello.env, changed }),
    );
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    socket.on("close", () => server.forceShutdown());
    socket.write(`${JSON.stringify({ port })}\n`);
  };

  const server = net.createServer((socket) => {
    open.add(socket);
    clearTimeout(leaving);
    let received = "";
    socket.setEncoding("utf8");
    socket.on("error", () => {});
    socket.on("close", () => {
      open.delete(socket);
      maybeLeave();
    });
    socket.on("data", (chunk) => {
      received += String(chunk);
      for (let end = received.indexOf("\n"); end >= 0; end = received.indexOf("\n")) {
        const message = JSON.parse(received.slice(0, end)) as Partial<Hello> & { bye?: boolean };
        received = received.slice(end + 1);
        if (message.bye) {
          store.flush();
          socket.end();
          continue;
        }
        welcome(socket, message as Hello).catch((error: unknown) => {
          socket.end(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
        });
      }
    });
  });
  server.listen(socketPath(path), () => {
    // Whoever started this one has not connected yet.
    leaving = setTimeout(() => stop(0), 10 * LINGER_MS);
  });
  server.on("error", (error) => {
    console.error(error);
    process.exit(1);
  });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => stop(0));
  process.on("uncaughtException", (error) => {
    console.error(error);
    stop(1);
  });
}
