import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import { type FunctionContract } from "../../functions/lib/aws-contract";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { policyDocument } from "../policy-document";
import { bundleOf } from "./bundle";
import { fillStatements, functionStatements, interfaceStatements, plumbing, type Values } from "./statements";
import { serviceTrust } from "../policy-statements";

/** The account and Region a function runs in. */
export interface FunctionPlace {
  /** Not known before the deployment that makes the account. */
  readonly accountId: pulumi.Input<string>;
  readonly region: string;
  readonly partition: string;
}

export interface LambdaFunctionArgs extends FunctionPlace {
  readonly contract: FunctionContract;
  /** Physical name of its role: roles and buckets of other accounts name it. */
  readonly roleName: string;
  /** Its environment; each variable also fills the placeholder of its name in the contract's statements. */
  readonly variables: Readonly<Record<string, pulumi.Input<string>>>;
  /** What fills the other placeholders. */
  readonly values: Readonly<Record<string, pulumi.Input<string> | ReadonlyArray<pulumi.Input<string>>>>;
  /** Files of the package beside the code, text by name: what the function is to know from the moment on in which it is deployed. */
  readonly files?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Key of its environment, its log group and its dead letters. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
  /** Where an event goes that failed three times; none for a function that a queue feeds. */
  readonly deadLetterQueueArn?: pulumi.Input<string>;
  /** Where it runs inside a VPC, if it has to reach something there. */
  readonly vpc?: {
    readonly subnetIds: ReadonlyArray<pulumi.Input<string>>;
    readonly securityGroupIds: ReadonlyArray<pulumi.Input<string>>;
  };
  /** Most copies at once: set aside for the function, and never exceeded by it. */
  readonly concurrency: number;
}

/** Runtime and processor, as tools/functions/build.ts bundles for them. Source: Lambda runtimes, read 2026-11. */
const RUNTIME = { runtime: "nodejs22.x", architectures: ["arm64"], handler: "index.handler" };

/** Refuses an environment that is not the contract's. */
export function checkVariables({ name, environment }: FunctionContract, given: readonly string[]): void {
  const missing = environment.filter((variable) => variable.required && !given.includes(variable.name));
  if (missing.length > 0)
    throw new Error(`${name} needs ${missing.map((variable) => variable.name).join(", ")}`);
  const unknown = given.filter((variable) => !environment.some((own) => own.name === variable));
  if (unknown.length > 0) throw new Error(`${name} does not know ${unknown.join(", ")}`);
}

/**
 * A function from its contract: bundle, role with the contract's statements and what Lambda needs, encrypted log group, dead letters,
 * capped concurrency. Not traced by X-Ray: each writes one line for what it did, and a trace would need a permission on everything.
 */
export class LambdaFunction extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: LambdaFunctionArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:functions:LambdaFunction", name, {}, opts);
    const { contract, variables, keyArn, deadLetterQueueArn } = args;
    checkVariables(contract, Object.keys(variables));
    const own = { parent: this };
    const group = new cloudwatch.LogGroup(
      name,
      { retentionInDays: args.retentionDays, kmsKeyId: keyArn, skipDestroy: true, tags: { Name: name } },
      { ...own, retainOnDelete: true },
    );
    const role = new iam.Role(
      name,
      {
        name: args.roleName,
        description: `Function ${contract.name}`,
        assumeRolePolicy: trustPolicy(),
        tags: { Name: name },
      },
      own,
    );
    const { region, partition } = args;
    const policy = pulumi
      .all([
        pulumi.all({ ...args.values, ...variables, account: args.accountId }),
        group.arn,
        keyArn,
        deadLetterQueueArn,
      ])
      .apply(([values, logGroupArn, key, deadLetters]) =>
        policyDocument(
          functionStatements(
            fillStatements(contract.ownStatements, { ...(values as Values), region, partition }),
            [
              ...plumbing({ logGroupArn, keyArn: key, deadLetterQueueArn: deadLetters }),
              ...(args.vpc
                ? interfaceStatements({ region, partition, accountId: String(values["account"]) })
                : []),
            ],
          ),
        ),
      );
    const permissions = new iam.RolePolicy(name, { role: role.id, policy }, own);
    const deployed = new lambda.Function(
      name,
      {
        ...RUNTIME,
        description: `Landing zone: ${contract.name}`,
        role: role.arn,
        code: packageOf(contract, args.files ?? {}),
        memorySize: contract.memoryMegabytes,
        timeout: contract.timeoutSeconds,
        reservedConcurrentExecutions: args.concurrency,
        environment: { variables: { ...variables } },
        kmsKeyArn: keyArn,
        // Lines are our own JSON already; the service's JSON format would wrap them, and with them the metrics they hold.
        loggingConfig: { logFormat: "Text", logGroup: group.name },
        ...(deadLetterQueueArn === undefined ? {} : { deadLetterConfig: { targetArn: deadLetterQueueArn } }),
        ...(args.vpc
          ? {
              vpcConfig: {
                subnetIds: [...args.vpc.subnetIds],
                securityGroupIds: [...args.vpc.securityGroupIds],
              },
            }
          : {}),
        tags: { Name: name },
      },
      // Lambda tries whether the role may write to the dead letters.
      { ...own, dependsOn: [permissions] },
    );
    this.arn = deployed.arn;
    this.functionName = deployed.name;
    this.roleArn = role.arn;
    this.registerOutputs({ arn: this.arn, functionName: this.functionName, roleArn: this.roleArn });
  }
}

/** What is deployed: the bundle, and the files beside it once they are known. */
function packageOf(
  contract: FunctionContract,
  files: Readonly<Record<string, pulumi.Input<string>>>,
): pulumi.Input<pulumi.asset.Archive> {
  const code = { "index.js": new pulumi.asset.FileAsset(bundleOf(contract)) };
  if (Object.keys(files).length === 0) return new pulumi.asset.AssetArchive(code);
  return pulumi.output(files).apply(
    (texts) =>
      new pulumi.asset.AssetArchive({
        ...code,
        ...Object.fromEntries(
          Object.entries(texts).map(([name, text]) => [name, new pulumi.asset.StringAsset(text)]),
        ),
      }),
  );
}

/** Source: Lambda developer guide, "Lambda execution role", read 2026-11. */
function trustPolicy(): string {
  return serviceTrust("Lambda", "lambda.amazonaws.com");
}
