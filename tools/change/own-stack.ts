import { operations } from "../cli/events";
import { failureText } from "../cli/failure";
import { pulumi } from "../cli/pulumi";
import { type Target } from "./record";

/** A workload and the two stacks that it moves between. */
export interface Move {
  /** The stack that deploys it now, whose settings have `ownStack: true` for it already. */
  readonly from: Pick<Target, "project" | "env" | "stack" | "configFile">;
  /** Its own stack, which exists. */
  readonly to: string;
  /** What the names of all of its resources begin with: `dev-reports`. */
  readonly name: string;
}

/**
 * Moves a workload that its environment's stack has deployed into a stack of its own: in the states alone, nothing in the cloud is touched. What is
 * to move is what the environment's stack would delete now that the settings have given the workload away.
 *
 * @returns how many resources were moved
 * @throws Error when there is nothing to move, when more than the workload would go, or in the engine's words
 */
export async function moveToOwnStack({ from, to, name }: Move): Promise<number> {
  const { project: cwd, env, stack, configFile } = from;
  const preview = await pulumi(["preview", "--stack", stack, "--config-file", configFile], { cwd, env });
  if (preview.code !== 0) throw new Error(`${stack} cannot be previewed.\n\n${failureText(preview)}`);
  // Providers go with what they are for.
  const gone = operations(preview.events).filter(
    ({ op, type }) => op === "delete" && !type.startsWith("pulumi:providers:"),
  );
  if (gone.length === 0) {
    throw new Error(
      `Nothing of ${name} is to be moved: ${stack} deploys none of it, or its settings do not say \`ownStack: true\` for it.`,
    );
  }
  const others = gone.filter((resource) => resource.name !== name && !resource.name.startsWith(`${name}-`));
  if (others.length > 0) {
    const list = others.map(({ urn }) => `  ${urn}`).join("\n");
    throw new Error(
      `${stack} would delete more than ${name}; deploy or take back that change first. Nothing was moved.\n${list}`,
    );
  }
  const urns = gone.map(({ urn }) => urn);
  const move = await pulumi(["state", "move", "--source", stack, "--dest", to, "--yes", ...urns], {
    cwd,
    env,
  });
  if (move.code !== 0) throw new Error(`Nothing was moved.\n\n${failureText(move)}`);
  return urns.length;
}
