import * as pulumi from "@pulumi/pulumi";
import { type SpokeTier } from "../../settings/addresses/layout";
import { type SpokeGroup, type SpokePlan } from "./spoke-plan";
import { FlowLogs, type FlowLogDestinations } from "../logging/flow-logs";
import { QueryLogs, type QueryLogDestination } from "../logging/query-logs";
import { InternetEgress } from "./internet-egress";
import { VpcNetwork } from "./vpc-network";
import { s3EndpointPolicy } from "./endpoint-policies";

export interface SpokeArgs {
  readonly plan: SpokePlan;
  readonly region: string;
  readonly organizationId: string;
  /** Buckets that the S3 endpoint admits. */
  readonly buckets: readonly string[];
  /** Policy of a DynamoDB gateway endpoint, JSON; none is made when left out. */
  readonly dynamodbEndpointPolicy?: string;
  readonly flowLogs: FlowLogDestinations;
  readonly queryLogs: QueryLogDestination;
}

/** A workload's network: web, app and data tiers that only talk to each other, to the hub and to named buckets. */
export class Spoke extends pulumi.ComponentResource {
  readonly network: VpcNetwork<SpokeTier, SpokeGroup>;
  readonly flowLogs: FlowLogs;
  /** Public addresses of the NAT gateways; none without internet egress. */
  readonly publicAddresses: ReadonlyArray<pulumi.Output<string>>;

  constructor(name: string, args: SpokeArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:network:Spoke", name, {}, opts);
    const own = { parent: this };
    const { plan, region, organizationId, buckets } = args;
    this.network = new VpcNetwork(
      name,
      {
        plan,
        region,
        s3EndpointPolicy: s3EndpointPolicy({ region, organizationId, buckets }),
        dynamodbEndpointPolicy: args.dynamodbEndpointPolicy,
      },
      own,
    );
    const wantsEgress = plan.tables.some((table) => table.default !== undefined);
    this.publicAddresses = wantsEgress
      ? new InternetEgress(`${name}-internet`, { plan, network: this.network }, own).publicAddresses
      : [];
    this.flowLogs = new FlowLogs(name, { vpcId: this.network.vpc.id, ...args.flowLogs }, own);
    new QueryLogs(name, { vpcId: this.network.vpc.id, ...args.queryLogs }, own);
    this.registerOutputs({ vpcId: this.network.vpc.id });
  }
}
