import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = path.join(__dirname, "..", "..", "..");

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** A running stand-in for AWS's APIs. Accounts are told apart by AssumeRole; without a role a call is made in 123456789012. */
export interface Moto {
  readonly endpoint: string;
  /** Forgets everything. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the moto server, installing it first on a new machine, and points the SDK's default configuration at it. */
export async function startMoto(): Promise<Moto> {
  execFileSync(path.join(root, "tools", "functions", "moto.sh"), { stdio: "inherit" });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server: ChildProcess = spawn(
    path.join(root, ".engine", "moto", "bin", "moto_server"),
    ["-H", "127.0.0.1", "-p", String(port)],
    { stdio: "ignore" },
  );
  const answers = async (): Promise<boolean> =>
    fetch(`${endpoint}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; !(await answers()); tries++) {
    if (tries > 300 || server.exitCode !== null) throw new Error("the moto server did not start");
    await sleep(100);
  }
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_REGION: "eu-west-2",
  });
  return {
    endpoint,
    reset: async () => {
      await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
    },
    stop: () =>
      new Promise((resolve) => {
        delete process.env["AWS_ENDPOINT_URL"];
        server.once("exit", () => resolve());
        server.kill("SIGKILL");
      }),
  };
}
