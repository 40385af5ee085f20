import * as pulumi from "@pulumi/pulumi";
import { SEVERITIES, type Severity } from "../../functions/detections/types";
import { type FunctionPlace } from "../functions/lambda-function";
import { Topic } from "./topic";

export interface TopicsArgs extends FunctionPlace {
  readonly keyArn: pulumi.Input<string>;
  readonly securityEmail: string;
  /** Mildest severity that is mailed to the security team; what is milder is on its topic for whoever subscribes. */
  readonly mildestMail: Severity;
  /** Mailboxes of the accounts' owners. */
  readonly owners: readonly string[];
}

/** Severities that are mailed to the security team. */
export function mailed(mildest: Severity): readonly Severity[] {
  return SEVERITIES.slice(SEVERITIES.indexOf(mildest));
}

/** Owners that get a topic of their own, each once: the security team is told by severity already. */
export function ownersToTell(owners: readonly string[], securityEmail: string): readonly string[] {
  return [...new Set(owners)].filter((owner) => owner !== securityEmail).sort();
}

/** Who is told: a topic a severity, and one an owner. */
export class Topics extends pulumi.ComponentResource {
  readonly bySeverity: Readonly<Record<Severity, pulumi.Output<string>>>;
  /** By the owner's mailbox. */
  readonly byOwner: ReadonlyMap<string, pulumi.Output<string>>;

  constructor(name: string, args: TopicsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:Topics", name, {}, opts);
    const { securityEmail, owners, mildestMail, ...place } = args;
    const topic = (part: string, title: string, mailboxes: readonly string[]): pulumi.Output<string> =>
      new Topic(`${name}-${part}`, { ...place, title, mailboxes }, { parent: this }).arn;
    const told = mailed(mildestMail);
    const of = (severity: Severity): pulumi.Output<string> =>
      topic(severity, `Landing zone: ${severity}`, told.includes(severity) ? [securityEmail] : []);
    this.bySeverity = { critical: of("critical"), high: of("high"), medium: of("medium"), low: of("low") };
    this.byOwner = new Map(
      ownersToTell(owners, securityEmail).map((owner) => [
        owner,
        topic(`owner-${topicPart(owner)}`, "Landing zone: your accounts", [owner]),
      ]),
    );
    this.registerOutputs();
  }
}

/** A mailbox as part of a topic's name, which takes letters, digits and hyphens. */
export function topicPart(mailbox: string): string {
  return mailbox.replace(/@/g, "-at-").replace(/[^A-Za-z0-9-]/g, "-");
}
