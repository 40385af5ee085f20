import * as pulumi from "@pulumi/pulumi";
import * as directconnect from "@pulumi/aws/directconnect";
import { highestPlainAsn } from "../../settings/facts/asn";
import { DirectConnectAlarms } from "./direct-connect-alarms";
import { type ConnectionPlan, type DirectConnectPlan, type InterfacePlan } from "./direct-connect-plan";

export interface DirectConnectArgs {
  readonly plan: DirectConnectPlan;
  /** Topic that is told when a connection is down or its light fades. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * A Direct Connect gateway with its connections and virtual interfaces, ours and those that a provider hosts for this account. What it leads to is
 * associated with it (DirectConnectAssociation).
 */
export class DirectConnect extends pulumi.ComponentResource {
  readonly gatewayId: pulumi.Output<string>;
  /** Ids of the connections by name. */
  readonly connectionIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Ids of the virtual interfaces by name. */
  readonly interfaceIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(
    name: string,
    { plan, alarmTopicArn }: DirectConnectArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("landing-zone:hybrid:DirectConnect", name, {}, opts);
    const gateway = new directconnect.Gateway(
      name,
      { amazonSideAsn: String(plan.gatewayAsn) },
      { parent: this },
    );
    const connections = new Map(
      plan.connections.map((connection) => [connection.name, this.makeConnection(name, connection)]),
    );
    for (const connection of plan.connections) {
      new DirectConnectAlarms(
        `${name}-${connection.name}`,
        {
          connectionId: connections.get(connection.name)!,
          topicArn: alarmTopicArn,
          ...(connection.kind === "own" ? { light: connection.light } : {}),
        },
        { parent: this },
      );
    }
    this.gatewayId = gateway.id;
    this.connectionIds = Object.fromEntries(connections);
    this.interfaceIds = Object.fromEntries(
      plan.interfaces.map((one) => [one.name, this.makeInterface(name, plan, one, connections)]),
    );
    this.registerOutputs({ gatewayId: this.gatewayId });
  }

  private makeConnection(prefix: string, plan: ConnectionPlan): pulumi.Output<string> {
    const name = `${prefix}-${plan.name}`;
    if (plan.kind === "hosted") {
      return new directconnect.ConnectionConfirmation(
        name,
        { connectionId: plan.connectionId },
        { parent: this },
      ).id;
    }
    const { location, bandwidth, provider, macsec } = plan;
    const connection = new directconnect.Connection(
      name,
      {
        location,
        bandwidth,
        ...(provider === undefined ? {} : { providerName: provider }),
        requestMacsec: macsec !== undefined,
        ...(macsec?.required ? { encryptionMode: "must_encrypt" } : {}),
        tags: { Name: name },
      },
      // A cross-connect is weeks of work of other people.
      { parent: this, protect: true },
    );
    if (macsec?.secretArn !== undefined) {
      new directconnect.MacsecKeyAssociation(
        name,
        { connectionId: connection.id, secretArn: macsec.secretArn },
        { parent: this },
      );
    }
    return connection.id;
  }

  private makeInterface(
    prefix: string,
    { interfaceType }: DirectConnectPlan,
    plan: InterfacePlan,
    connections: ReadonlyMap<string, pulumi.Output<string>>,
  ): pulumi.Output<string> {
    const name = `${prefix}-${plan.name}`;
    const tags = { Name: name };
    const dxGatewayId = this.gatewayId;
    const own = { parent: this };
    if (plan.kind === "hosted") {
      const Accepter =
        interfaceType === "transit"
          ? directconnect.HostedTransitVirtualInterfaceAcceptor
          : directconnect.HostedPrivateVirtualInterfaceAccepter;
      return new Accepter(name, { virtualInterfaceId: plan.interfaceId, dxGatewayId, tags }, own).id;
    }
    const { connection, vlan, asn, amazonAddress, customerAddress, authKey } = plan;
    const VirtualInterface =
      interfaceType === "transit"
        ? directconnect.TransitVirtualInterface
        : directconnect.PrivateVirtualInterface;
    return new VirtualInterface(
      name,
      {
        connectionId: connections.get(connection)!,
        dxGatewayId,
        vlan,
        addressFamily: "ipv4",
        ...(asn > highestPlainAsn ? { bgpAsnLong: String(asn) } : { bgpAsn: asn }),
        ...(amazonAddress === undefined ? {} : { amazonAddress }),
        ...(customerAddress === undefined ? {} : { customerAddress }),
        ...(authKey === undefined ? {} : { bgpAuthKey: pulumi.secret(authKey) }),
        tags,
      },
      { ...own, additionalSecretOutputs: ["bgpAuthKey"] },
    ).id;
  }
}
