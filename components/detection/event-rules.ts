import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import { type Policy } from "../../functions/detections/types";
import { policyDocument } from "../policy-document";
import { planEventRules, planFindingRules } from "./event-rules-plan";
import { FORWARDING_ROLE } from "./names";
import { serviceTrust } from "../policy-statements";

export interface EventRulesArgs {
  /** Not known before the deployment that makes the account. */
  readonly accountId: pulumi.Input<string>;
  /** Regions in use; the one where global services report is added. */
  readonly regions: readonly string[];
  readonly policy: Policy;
  /** Bus of the security account. */
  readonly eventBusArn: pulumi.Input<string>;
  /** Whether the findings of GuardDuty and Security Hub arise here: in the security account alone, which administers both. */
  readonly findings?: boolean;
}

/**
 * An account's rules of events of concern, in each of its Regions. All of them are made by the account's one provider, which is told the
 * Region: a provider a Region would be a process each.
 */
export class EventRules extends pulumi.ComponentResource {
  constructor(name: string, args: EventRulesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:EventRules", name, {}, opts);
    const own = { parent: this };
    const busArn = pulumi.output(args.eventBusArn);
    const role = new iam.Role(
      `${name}-forwarding`,
      {
        name: FORWARDING_ROLE,
        description: "Sends events of concern to the security account",
        assumeRolePolicy: pulumi.output(args.accountId).apply(trustPolicy),
        tags: { Name: FORWARDING_ROLE },
      },
      own,
    );
    const permission = new iam.RolePolicy(
      `${name}-forwarding`,
      {
        role: role.id,
        policy: busArn.apply((arn) =>
          policyDocument([
            { Sid: "PutOnTheBus", Effect: "Allow", Action: "events:PutEvents", Resource: arn },
          ]),
        ),
      },
      own,
    );
    const plans = [
      ...planEventRules(args.policy, args.regions),
      ...(args.findings === true ? planFindingRules(args.regions) : []),
    ];
    for (const { region, rules } of plans) {
      for (const plan of rules) {
        const resource = `${name}-${region}-${plan.name.replace("LandingZone", "").toLowerCase()}`;
        const rule = new cloudwatch.EventRule(
          resource,
          {
            name: plan.name,
            region,
            description: plan.description,
            state: plan.state,
            eventPattern: JSON.stringify(plan.pattern),
            tags: { Name: plan.name },
          },
          own,
        );
        new cloudwatch.EventTarget(
          resource,
          { region, rule: rule.name, targetId: "security-account", arn: busArn, roleArn: role.arn },
          { ...own, dependsOn: [permission] },
        );
      }
    }
    this.registerOutputs();
  }
}

/**
 * Only the rules of this account may use the role: no confused deputy. EventBridge needs a role to send to a bus of another account.
 * Source: EventBridge user guide, "Sending and receiving events between AWS accounts", read 2026-11.
 */
function trustPolicy(accountId: string): string {
  return serviceTrust("EventBridgeOfThisAccount", "events.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
  });
}
