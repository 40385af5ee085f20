import { success, withSandbox } from "../../test/engine/harness";
import { programUse } from "./memory";
import { sideBySide } from "./measure";
import { bareProgram, emptyPack, javascriptVpc, typescriptVpc } from "./programs";
import { type Result, result } from "./results";

/** Counted runs of each side. */
const RUNS = 9;

const STACK = "dev";

/** Preview of dev with the pack against as many plain resources with an empty pack. */
function previewOfDev(): Promise<Result[]> {
  return withSandbox(async (sandbox) => {
    const dev = success(await sandbox.preview(STACK));
    // The stack itself is not one that the program registers; the bare program's one provider is.
    const count = dev.operations.filter(({ op }) => op === "create").length - 2;
    const bare = bareProgram(sandbox, count);
    const pack = emptyPack(sandbox);
    await bare.init(STACK);
    const { a, b, ratio } = await sideBySide(
      { project: sandbox },
      { project: bare, options: { pack } },
      RUNS,
    );
    return [
      result(`preview of ${STACK} with the pack, ${count} resources`, a, "s"),
      result("preview of as many plain resources with an empty pack", b, "s"),
      result(`preview of ${STACK} / preview of plain resources`, ratio, "ratio", 1.3),
      result("resident memory of the program", (await programUse(sandbox, STACK)).megabytes, "MB", 250),
    ];
  });
}

/** Preview of one VPC as this project is written against plain JavaScript. */
function previewOfOneVpc(): Promise<Result[]> {
  return withSandbox(async (sandbox) => {
    const [typescript, javascript] = [typescriptVpc(sandbox), javascriptVpc(sandbox)];
    await typescript.init(STACK);
    await javascript.init(STACK);
    const { a, b, ratio } = await sideBySide({ project: typescript }, { project: javascript }, RUNS);
    return [
      result("preview of one VPC in TypeScript, settings loaded", a, "s"),
      result("preview of one VPC in plain JavaScript", b, "s"),
      result("TypeScript / JavaScript", ratio, "ratio", 1.1),
    ];
  });
}

/** All measurements that have a bar. */
export async function bars(): Promise<Result[]> {
  return [...(await previewOfOneVpc()), ...(await previewOfDev())];
}
