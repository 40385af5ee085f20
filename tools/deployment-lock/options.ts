/** What the command line asks for. */
export interface LockedCommand {
  readonly stack: string;
  readonly waitMs: number;
  readonly command: readonly string[];
}

export const USAGE = `usage: npm run locked -- [--lock STACK] [--wait MINUTES] COMMAND...

Runs a command while the deployment lock of a stack is held, so that no automatic repair acts against it.
The stack is the command's own --stack when it has one: npm run locked -- pulumi up --stack prod

  --lock STACK    the stack, when the command does not say
  --wait MINUTES  waits that long for another deployment of the stack to end; 0 when left out`;

const LONGEST_WAIT_MINUTES = 240;

/** Reads the command line. @throws Error with all that is wrong with it, and how it is used */
export function readOptions(argv: readonly string[]): LockedCommand {
  const problems: string[] = [];
  let named: string | undefined;
  let waitMs = 0;
  let at = 0;
  for (; at < argv.length && argv[at]?.startsWith("-"); at += 2) {
    const [name = "", value] = [argv[at], argv[at + 1]];
    if (name === "--lock") named = value;
    else if (name === "--wait") {
      const minutes = Number(value);
      if (value !== undefined && minutes >= 0 && minutes <= LONGEST_WAIT_MINUTES) waitMs = minutes * 60_000;
      else problems.push(`--wait ${value ?? ""}: minutes, 0 to ${LONGEST_WAIT_MINUTES}`);
    } else problems.push(`${name}: no such option`);
  }
  const command = argv.slice(at);
  if (command.length === 0) problems.push("no command");
  // A stack may be called ORGANISATION/PROJECT/STACK.
  const stack = (named ?? stackIn(command))?.split("/").pop() ?? "";
  if (stack === "") problems.push("no stack: neither --lock STACK nor --stack STACK in the command");
  else if (!/^[\w.-]{1,100}$/.test(stack)) problems.push(`${stack}: no name of a stack`);
  if (problems.length > 0) throw new Error(`${problems.join("\n")}\n\n${USAGE}`);
  return { stack, waitMs, command };
}

/** The stack that a command of the Pulumi CLI names. */
function stackIn(command: readonly string[]): string | undefined {
  for (const [index, word] of command.entries()) {
    if (word === "--stack" || word === "-s") return command[index + 1];
    const [, joined] = /^--stack=(.+)$/.exec(word) ?? [];
    if (joined !== undefined) return joined;
  }
  return undefined;
}
