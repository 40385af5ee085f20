import * as pulumi from "@pulumi/pulumi";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import * as ram from "@pulumi/aws/ram";
import { type TransitPlan, type TransitTable } from "./transit-plan";

/** A transit gateway as those see it who attach to it: of this deployment, or of another's. */
export interface TransitGatewayLink {
  readonly gatewayId: pulumi.Input<string>;
  /** What another account has to wait for before it sees the gateway. */
  readonly shares: readonly pulumi.Resource[];
  /** Id of the route table of a name. */
  readonly tableId: (table: TransitTable) => pulumi.Input<string>;
}

export interface TransitGatewayArgs {
  readonly plan: TransitPlan;
  readonly asn: number;
  /** Whom it is shared with: the organisation's ARN, or ids of accounts of the organisation. */
  readonly principals: readonly string[];
}

/**
 * A transit gateway with the tables of its plan, shared with the organisation. Nothing falls into a default table, and no attachment is accepted
 * by itself.
 */
export class TransitGateway extends pulumi.ComponentResource implements TransitGatewayLink {
  readonly gatewayId: pulumi.Output<string>;
  readonly tables: ReadonlyMap<TransitTable, tgw.RouteTable>;
  readonly shares: readonly pulumi.Resource[];

  constructor(
    name: string,
    { plan, asn, principals }: TransitGatewayArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("landing-zone:hybrid:TransitGateway", name, {}, opts);
    const own = { parent: this };
    const gateway = new tgw.TransitGateway(
      name,
      {
        description: `Joins the networks of ${name}`,
        amazonSideAsn: asn,
        autoAcceptSharedAttachments: "disable",
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        dnsSupport: "enable",
        multicastSupport: "disable",
        securityGroupReferencingSupport: "enable",
        vpnEcmpSupport: "enable",
        tags: { Name: name },
      },
      own,
    );
    this.tables = new Map(
      plan.tables.map((table) => [
        table,
        new tgw.RouteTable(
          `${name}-${table}`,
          { transitGatewayId: gateway.id, tags: { Name: `${name}-${table}` } },
          own,
        ),
      ]),
    );
    for (const { table, cidr, to } of plan.routes) {
      if (to !== undefined) continue;
      new tgw.Route(
        `${name}-${table}-${cidr.replace("/", "-")}`,
        {
          transitGatewayRouteTableId: this.tableId(table),
          destinationCidrBlock: cidr,
          blackhole: true,
        },
        own,
      );
    }
    const share = new ram.ResourceShare(name, { allowExternalPrincipals: false, tags: { Name: name } }, own);
    this.shares = [
      new ram.ResourceAssociation(name, { resourceShareArn: share.arn, resourceArn: gateway.arn }, own),
      ...principals.map(
        (principal) =>
          new ram.PrincipalAssociation(
            `${name}-${principal.split("/").at(-1)}`,
            { resourceShareArn: share.arn, principal },
            own,
          ),
      ),
    ];
    this.gatewayId = gateway.id;
    this.registerOutputs({ gatewayId: this.gatewayId });
  }

  tableId(table: TransitTable): pulumi.Output<string> {
    const found = this.tables.get(table);
    if (!found) throw new pulumi.ResourceError(`there is no transit gateway table ${table}`, this);
    return found.id;
  }
}
