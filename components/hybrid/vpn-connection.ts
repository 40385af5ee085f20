import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { highestPlainAsn } from "../../settings/facts/asn";
import { tunnelOptions } from "./tunnel-options";
import { VpnAlarms } from "./vpn-alarms";
import { type TunnelPlan, type VpnPlan } from "./vpn-plan";

export interface VpnConnectionArgs {
  readonly plan: VpnPlan;
  /** Where it ends on Amazon's side. */
  readonly target:
    { readonly vpnGatewayId: pulumi.Input<string> } | { readonly transitGatewayId: pulumi.Input<string> };
  readonly logGroupArn: pulumi.Input<string>;
  /** Topic that is told when a tunnel is down. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * A VPN connection with its customer gateway: strong options only, both tunnels logged and watched. Its keys are in Secrets Manager and are
 * no output; the state holds those that were given, encrypted.
 */
export class VpnConnection extends pulumi.ComponentResource {
  readonly connectionId: pulumi.Output<string>;
  /** Attachment of the transit gateway; empty where it ends at a virtual private gateway. */
  readonly attachmentId: pulumi.Output<string>;
  /** Secret of Secrets Manager that holds the keys of both tunnels, for whoever sets up the customer's side. */
  readonly preSharedKeyArn: pulumi.Output<string>;
  /** Public addresses of Amazon's ends. */
  readonly tunnelAddresses: ReadonlyArray<pulumi.Output<string>>;

  constructor(name: string, args: VpnConnectionArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:VpnConnection", name, {}, opts);
    const own = { parent: this };
    const { plan, target, logGroupArn } = args;
    const { address, asn } = plan.customerGateway;
    const customer = new ec2.CustomerGateway(
      name,
      {
        type: "ipsec.1",
        ipAddress: address,
        ...(asn > highestPlainAsn ? { bgpAsnExtended: String(asn) } : { bgpAsn: String(asn) }),
        tags: { Name: name },
      },
      own,
    );
    const connection = new ec2.VpnConnection(
      name,
      {
        type: "ipsec.1",
        customerGatewayId: customer.id,
        ...target,
        staticRoutesOnly: plan.routing === "static",
        presharedKeyStorage: "SecretsManager",
        ...tunnel("tunnel1", plan.tunnels[0], logGroupArn),
        ...tunnel("tunnel2", plan.tunnels[1], logGroupArn),
        tags: { Name: name },
      },
      own,
    );
    // A transit gateway has its static routes in its own tables.
    if (plan.routing === "static" && "vpnGatewayId" in target) {
      for (const destinationCidrBlock of plan.prefixes) {
        new ec2.VpnConnectionRoute(
          `${name}-${destinationCidrBlock.replace("/", "-")}`,
          { vpnConnectionId: connection.id, destinationCidrBlock },
          own,
        );
      }
    }
    new VpnAlarms(name, { connectionId: connection.id, topicArn: args.alarmTopicArn }, own);
    this.connectionId = connection.id;
    this.attachmentId = connection.transitGatewayAttachmentId;
    this.preSharedKeyArn = connection.presharedKeyArn;
    this.tunnelAddresses = [connection.tunnel1Address, connection.tunnel2Address];
    this.registerOutputs({ connectionId: this.connectionId, preSharedKeyArn: this.preSharedKeyArn });
  }
}

/** The inputs of one tunnel; AWS names them by its number. */
function tunnel<T extends "tunnel1" | "tunnel2">(
  prefix: T,
  { insideCidr, preSharedKey }: TunnelPlan,
  logGroupArn: pulumi.Input<string>,
): Partial<ec2.VpnConnectionArgs> {
  const inputs = {
    IkeVersions: [...tunnelOptions.ikeVersions],
    Phase1EncryptionAlgorithms: [...tunnelOptions.encryptionAlgorithms],
    Phase2EncryptionAlgorithms: [...tunnelOptions.encryptionAlgorithms],
    Phase1IntegrityAlgorithms: [...tunnelOptions.integrityAlgorithms],
    Phase2IntegrityAlgorithms: [...tunnelOptions.integrityAlgorithms],
    Phase1DhGroupNumbers: [...tunnelOptions.dhGroupNumbers],
    Phase2DhGroupNumbers: [...tunnelOptions.dhGroupNumbers],
    DpdTimeoutAction: tunnelOptions.dpdTimeoutAction,
    StartupAction: tunnelOptions.startupAction,
    LogOptions: {
      cloudwatchLogOptions: { logEnabled: true, logGroupArn, logOutputFormat: "json" },
    },
    ...(insideCidr === undefined ? {} : { InsideCidr: insideCidr }),
    ...(preSharedKey === undefined ? {} : { PresharedKey: pulumi.secret(preSharedKey) }),
  };
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`${prefix}${key}`, value]));
}
