import { spawnSync } from "node:child_process";
import { root } from "../lib/paths";
import { actionlint } from "./actionlint";

// The part of `make lint` that no npm package does: the workflows.
const { status } = spawnSync(actionlint(), ["-shellcheck=", "-pyflakes="], { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
