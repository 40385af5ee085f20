import { join } from "node:path";
import { Cloud } from "../cloud/cloud";
import { CloudStore } from "../cloud/file";
import { Shapes } from "../model/shape";
import { logPath, socketPath } from "../paths";
import { catalogue } from "../types";
import { Log } from "./log";
import { Lobby } from "./lobby";

/**
 * Runs the process that holds one cloud until the last shim has gone.
 * @param cloudFile the cloud's JSON file
 * @param project   folder whose node_modules holds `@pulumi/aws`
 */
export function main(cloudFile: string, project: string): void {
  const log = new Log(logPath(cloudFile));
  const cloud = new Cloud((type) => catalogue.referencePaths(type));
  const store = new CloudStore(cloudFile, cloud);
  const shapes = new Shapes(join(project, "node_modules", "@pulumi", "aws"));
  const leave = (code: number, why: string): never => {
    store.flush();
    log.write(`daemon ${process.pid} ends: ${why}`);
    log.flush();
    process.exit(code);
  };
  process.on("SIGTERM", () => leave(0, "SIGTERM"));
  process.on("SIGINT", () => {}); // a Ctrl-C is the engine's to handle; it stops its plugins itself
  process.on("uncaughtException", (error) => {
    log.write(`daemon ${process.pid} has crashed: ${error.stack ?? error.message}`);
    leave(1, "crash");
  });
  log.write(`daemon ${process.pid} holds ${cloudFile}`);
  new Lobby(socketPath(cloudFile), { catalogue, shapes, cloud }, store, log, leave).open();
}
