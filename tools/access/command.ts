import { parseArgs } from "node:util";
import { AccessModel } from "../../test/proofs/model/model";
import { readStacks } from "../../test/proofs/model/stacks";
import { readAccepted } from "./accepted";
import { Asker } from "./ask";
import { alterations, changedPolicies, changeLines, changeText, newHarms } from "./change";
import { Problems, readInput } from "./files";
import { type Harm, harmsIn } from "./harms";
import { matrixOf } from "./matrix";
import { answer } from "./question";
import { acceptedText, harmText, jsonLines, LEGEND, tableOf, whyText } from "./show";

// The model of the organisation stays in test/proofs, where what holds it true is; this command and the tests are its two users. Both are for a
// checkout with its devDependencies: the simulator's licence (AGPL) keeps it out of all that is deployed or published.

const USAGE = `npm run --silent access -- ORG STACK... [--why] [--json] [--fail-on-harm]
npm run --silent access -- ORG STACK... --after PREVIEW [--json] [--fail-on-harm]
npm run --silent access -- ORG STACK... --who WHO --does ACTION --where WHERE [--after PREVIEW]

Says who may read, write, change, delete or stop the logs, from the states of the stacks alone: service and resource control policies, policies of
resources, roles and endpoints together. ORG and STACK are what \`pulumi stack export\` writes, the organisation stack's among them.

  --why            the statements that decide
  --json           one JSON text a line
  --fail-on-harm   exit code 1 when anybody may harm a log without a reason that is accepted; of a change, when it brings such harm
  --after PREVIEW  what \`pulumi preview --json\` writes for one of the stacks, or a later export of it: tells what the change alters; may be
                   given several times

  --who WHO        such as administrator@prod-booking, deployment@log-archive, role:NAME, service:cloudtrail.amazonaws.com@management
  --does ACTION    such as s3:GetObject; may be given several times
  --where WHERE    KIND:NAME and what follows its ARN, such as bucket:prod-log-archive/x, or any@ACCOUNT
  --with KEY=VALUE more of the request's context; KEY= takes a key away
  --through NAME   the VPC endpoint on the way
  --without-guardrails  as if none were attached

Exit codes: 0 shown, or allowed; 1 harm, or denied; 2 the input or the options cannot be understood; 3 cannot be told before the deployment.`;

/** Where a command writes to. */
export interface Output {
  readonly log: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Whether harm that nothing accepts is there, or may be: then the exit code says so. */
function exitCodeOf(harms: readonly Harm[], failOnHarm: boolean): number {
  const bad = failOnHarm ? harms.filter(({ accepted }) => !accepted) : [];
  if (bad.some(({ fact: { may } }) => may === "yes")) return 1;
  return bad.length > 0 ? 3 : 0;
}

/**
 * The command, as a person calls it.
 * @returns exit code
 */
export async function access(args: readonly string[], output: Output = console): Promise<number> {
  try {
    return await run(args, output);
  } catch (error) {
    output.error(error instanceof Problems ? error.all.join("\n") : (error as Error).message);
    return 2;
  }
}

async function run(args: readonly string[], output: Output): Promise<number> {
  const print = (...parts: readonly string[]): void => {
    const text = parts.filter((part) => part !== "").join("\n\n");
    if (text !== "") output.log(text);
  };
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      after: { type: "string", multiple: true },
      who: { type: "string" },
      does: { type: "string", multiple: true },
      where: { type: "string" },
      with: { type: "string", multiple: true },
      through: { type: "string" },
      "without-guardrails": { type: "boolean" },
      why: { type: "boolean" },
      json: { type: "boolean" },
      "fail-on-harm": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    output.log(USAGE);
    return 0;
  }
  if (positionals.length === 0) {
    output.error(USAGE);
    return 2;
  }
  const { who, where, does = [] } = values;
  const asks = who !== undefined || where !== undefined || does.length > 0;
  if (asks && (who === undefined || where === undefined || does.length === 0)) {
    throw new Error("A question has --who, --does and --where.");
  }
  const alone = [values.with, values.through, values["without-guardrails"]].some(
    (value) => value !== undefined,
  );
  if (!asks && alone) throw new Error("--with, --through and --without-guardrails are for a question.");
  const input = readInput(positionals, values.after ?? []);
  for (const note of input.notes) output.error(note);
  const failOnHarm = values["fail-on-harm"] === true;
  if (who !== undefined && where !== undefined) {
    const told = await answer(new AccessModel(input.later ?? input.now), {
      who,
      does: does.flatMap((text) => text.split(",")),
      where,
      with: values.with ?? [],
      ...(values.through === undefined ? {} : { through: values.through }),
      withoutGuardrails: values["without-guardrails"] === true,
    });
    if (values.json === true) for (const one of told) output.log(JSON.stringify({ ...one, who, where }));
    else print(...told.map(({ text }) => text));
    if (told.some(({ may }) => may === "no")) return 1;
    return told.some(({ may }) => may === "unknown") ? 3 : 0;
  }
  const accepted = readAccepted();
  const model = new AccessModel(input.now);
  const asker = new Asker(model);
  const resources = readStacks(input.now).resources;
  if (input.later) {
    const laterModel = new AccessModel(input.later);
    const changed = changedPolicies(model, laterModel);
    const before = await matrixOf(model, resources, { asker, changed });
    const later = await matrixOf(laterModel, readStacks(input.later).resources, {
      asker: new Asker(laterModel, asker),
      changed,
    });
    const changes = alterations(before, later, laterModel);
    const harms = newHarms(changes, later, accepted);
    // What cannot be told is told once.
    const sure = harms.filter(({ fact: { may } }) => may === "yes");
    if (values.json === true) print(changeLines(changes, harms));
    else print(changeText(changes, accepted), acceptedText(sure), harmText(sure));
    return exitCodeOf(harms, failOnHarm);
  }
  const all = await matrixOf(model, resources, { asker });
  if (all.length === 0) throw new Error("No log is in these stacks.");
  const harms = harmsIn(all, accepted);
  if (values.json === true) print(jsonLines(all, accepted));
  else {
    const why = values.why === true ? whyText(all, accepted) : "";
    print(tableOf(all, accepted), LEGEND.join("\n"), why, acceptedText(harms), harmText(harms));
  }
  return exitCodeOf(harms, failOnHarm);
}
