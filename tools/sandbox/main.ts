import { sandboxDestroy } from "./destroy";
import { sandboxUp } from "./up";

const commands: Readonly<Record<string, () => Promise<void>>> = { up: sandboxUp, destroy: sandboxDestroy };

const command = commands[process.argv[2] ?? ""];
if (!command) {
  console.error(`usage: main.ts ${Object.keys(commands).join("|")}`);
  process.exit(2);
}
command().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
