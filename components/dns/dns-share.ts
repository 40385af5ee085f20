import * as pulumi from "@pulumi/pulumi";
import * as ram from "@pulumi/aws/ram";

export interface DnsShareArgs {
  /** ARNs of rules and rule groups, by key. */
  readonly resources: ReadonlyMap<string, pulumi.Input<string>>;
  /** Accounts of the spokes: they, and no other of the organisation, may use them. */
  readonly accountIds: readonly string[];
}

/**
 * Shares what the network account resolves with the workloads' accounts. Within an organisation that shares by RAM no
 * invitation is sent, so none needs to be accepted (RAM user guide, "Enable resource sharing within AWS Organizations", 2026-11).
 */
export class DnsShare extends pulumi.ComponentResource {
  constructor(name: string, args: DnsShareArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:dns:DnsShare", name, {}, opts);
    const own = { parent: this };
    const share = new ram.ResourceShare(name, { allowExternalPrincipals: false, tags: { Name: name } }, own);
    for (const [key, resourceArn] of args.resources) {
      new ram.ResourceAssociation(`${name}-${key}`, { resourceShareArn: share.arn, resourceArn }, own);
    }
    for (const principal of args.accountIds) {
      new ram.PrincipalAssociation(`${name}-${principal}`, { resourceShareArn: share.arn, principal }, own);
    }
    this.registerOutputs({});
  }
}
