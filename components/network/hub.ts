import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { type HubTier } from "../../settings/addresses/layout";
import { type InterfaceEndpointService } from "../../settings/facts/interface-endpoints";
import { partitionOf } from "../../settings/facts/regions";
import { type HubGroup, type HubPlan } from "./hub-plan";
import { interfaceEndpointPolicy } from "../endpoints/interface-endpoint-policy";
import { s3EndpointPolicy } from "./endpoint-policies";
import { FlowLogs, type FlowLogDestinations } from "../logging/flow-logs";
import { QueryLogs, type QueryLogDestination } from "../logging/query-logs";
import { VpcNetwork } from "./vpc-network";

export interface HubArgs {
  readonly plan: HubPlan;
  readonly region: string;
  readonly organizationId: string;
  /** Services with an interface endpoint, as the last part of `com.amazonaws.REGION.SERVICE`. */
  readonly interfaceEndpoints: readonly InterfaceEndpointService[];
  /** Actions that a service's endpoint policy admits beside its usual ones. */
  readonly endpointActions: Readonly<Partial<Record<InterfaceEndpointService, readonly string[]>>>;
  /**
   * Whether the endpoints bring their own private names, which the hub alone would know. Off where zones are shared with the
   * spokes: a VPC takes only one of the two.
   */
  readonly privateNames: boolean;
  readonly flowLogs: FlowLogDestinations;
  readonly queryLogs: QueryLogDestination;
}

/** The hub: shared logging and configuration services, and the interface endpoints that spokes use. */
export class Hub extends pulumi.ComponentResource {
  readonly network: VpcNetwork<HubTier, HubGroup>;
  readonly interfaceEndpoints: ReadonlyMap<InterfaceEndpointService, ec2.VpcEndpoint>;
  readonly flowLogs: FlowLogs;
  /** Key of the log groups of the hub's account. */
  readonly logKeyArn: pulumi.Output<string>;

  constructor(name: string, args: HubArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:network:Hub", name, {}, opts);
    const own = { parent: this };
    const { plan, region, organizationId } = args;

    this.network = new VpcNetwork(
      name,
      { plan, region, s3EndpointPolicy: s3EndpointPolicy({ region, organizationId, buckets: [] }) },
      own,
    );
    this.interfaceEndpoints = new Map(
      args.interfaceEndpoints.map((service) => [service, this.makeEndpoint(name, service, args)]),
    );
    if (plan.tables.some((table) => table.default?.to === "internetGateway"))
      this.makeInternetGateway(name, plan);
    this.flowLogs = new FlowLogs(name, { vpcId: this.network.vpc.id, ...args.flowLogs }, own);
    this.logKeyArn = pulumi.output(args.flowLogs.keyArn);
    new QueryLogs(name, { vpcId: this.network.vpc.id, ...args.queryLogs }, own);
    this.registerOutputs({ vpcId: this.network.vpc.id, interfaceEndpoints: this.endpointIds });
  }

  /** Endpoint ids by service. */
  get endpointIds(): Readonly<Record<string, pulumi.Output<string>>> {
    return Object.fromEntries([...this.interfaceEndpoints].map(([service, { id }]) => [service, id]));
  }

  private makeEndpoint(name: string, service: InterfaceEndpointService, args: HubArgs): ec2.VpcEndpoint {
    return new ec2.VpcEndpoint(
      `${name}-${service.replace(".", "-")}`,
      {
        vpcId: this.network.vpc.id,
        serviceName: `com.amazonaws.${args.region}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: args.privateNames,
        subnetIds: this.network.subnetsOf("endpoints").map((subnet) => subnet.id),
        securityGroupIds: [this.network.group("endpoints").id],
        policy: interfaceEndpointPolicy({
          service,
          region: args.region,
          partition: partitionOf(args.region),
          organizationId: args.organizationId,
          moreActions: args.endpointActions[service],
        }),
        tags: { Name: `${name}-${service}` },
      },
      { parent: this },
    );
  }

  private makeInternetGateway(name: string, plan: HubPlan): void {
    const gateway = new ec2.InternetGateway(
      name,
      { vpcId: this.network.vpc.id, tags: { Name: name } },
      { parent: this },
    );
    for (const { key } of plan.tables.filter((table) => table.default?.to === "internetGateway")) {
      new ec2.Route(
        `${name}-${key}-default`,
        {
          routeTableId: this.network.table(key).id,
          destinationCidrBlock: "0.0.0.0/0",
          gatewayId: gateway.id,
        },
        { parent: this },
      );
    }
  }
}
