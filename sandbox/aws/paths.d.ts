/** The cloud's JSON file: `SANDBOX_CLOUD`, or `.sandbox/cloud.json` under `cwd`. Absolute. */
export function cloudPath(env: Record<string, string | undefined>, cwd: string): string;
/** The unix socket of the daemon that holds `cloud`. */
export function socketPath(cloud: string): string;
/** The daemon's log file, beside the cloud's. */
export function logPath(cloud: string): string;
