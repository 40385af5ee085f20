import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import * as ssm from "@pulumi/aws/ssm";
import { DOCUMENTS } from "../../functions/repair/documents";
import { type LambdaFunction } from "../functions/lambda-function";
import { policyDocument } from "../policy-document";
import { documentContent } from "./automation-plan";
import { AUTOMATION_ROLE, type Responder } from "./names";
import { serviceTrust } from "../policy-statements";

export interface AutomationArgs {
  readonly accountId: pulumi.Input<string>;
  readonly partition: string;
  readonly functions: ReadonlyMap<Responder, LambdaFunction>;
}

/** The repairs by hand: SSM Automation documents that call the very functions that repair by themselves. */
export class Automation extends pulumi.ComponentResource {
  constructor(name: string, args: AutomationArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:Automation", name, {}, opts);
    const own = { parent: this };
    const documents = DOCUMENTS.map((document) => {
      const target = args.functions.get(document.functionName as Responder);
      if (target === undefined)
        throw new Error(`${document.name} calls ${document.functionName}, which is not deployed`);
      return { document, functionArn: target.arn };
    });
    const role = new iam.Role(
      name,
      {
        name: AUTOMATION_ROLE,
        description: "Starts a repair by hand",
        assumeRolePolicy: pulumi
          .output(args.accountId)
          .apply((accountId) => trustPolicy(accountId, args.partition)),
        tags: { Name: AUTOMATION_ROLE },
      },
      own,
    );
    new iam.RolePolicy(
      name,
      {
        role: role.id,
        policy: pulumi
          .all(documents.map(({ functionArn }) => functionArn))
          .apply((arns) =>
            policyDocument([
              { Sid: "InvokeTheRepairs", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arns },
            ]),
          ),
      },
      own,
    );
    for (const { document, functionArn } of documents) {
      new ssm.Document(
        `${name}-${document.name}`,
        {
          documentType: "Automation",
          documentFormat: "JSON",
          content: pulumi
            .all([functionArn, role.arn])
            .apply(([arn, roleArn]) => documentContent(document, { functionArn: arn, roleArn })),
          tags: { Name: document.name },
        },
        own,
      );
    }
    this.registerOutputs();
  }
}

/** Source: Systems Manager user guide, "Configure a service role for Automation", with its cross-service confused deputy condition, read 2026-11. */
function trustPolicy(accountId: string, partition: string): string {
  return serviceTrust("AutomationOfThisAccount", "ssm.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:ssm:*:${accountId}:automation-execution/*` },
  });
}
