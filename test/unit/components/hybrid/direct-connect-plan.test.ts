import assert from "node:assert/strict";
import { planDirectConnect } from "../../../../components/hybrid/direct-connect-plan";
import { onPremisesPaths } from "../../../../components/hybrid/route-preference";
import { environmentStack } from "../../../../stacks/environment";
import { devWith } from "../../settings-of";
import { type Registered, record } from "../recorder";

const directConnect = {
  gatewayAsn: 64600,
  networks: ["head-office"],
  connections: [
    { name: "primary", location: "EqLD5", bandwidth: "10Gbps", macsec: {} },
    { name: "hosted", hostedConnectionId: "dxcon-a1b2c3d4" },
  ],
  interfaces: [
    { name: "primary", connection: "primary", vlan: 101, asn: 4_200_000_001, authKey: "example-key" },
    { name: "second", hostedInterfaceId: "dxvif-a1b2c3d4" },
  ],
};

describe("the plan of Direct Connect", () => {
  it("has private interfaces towards virtual private gateways, transit ones towards a transit gateway", () => {
    const typeOf = (connectivity: string): string | undefined =>
      planDirectConnect(devWith({ connectivity, "hybrid.directConnect": directConnect }))?.interfaceType;
    assert.equal(typeOf("peering"), "private");
    assert.equal(typeOf("transitGateway"), "transit");
    assert.equal(planDirectConnect(devWith({})), undefined);
  });

  it("announces the address space unless told otherwise", () => {
    const prefixesOf = (more: object): readonly string[] | undefined =>
      planDirectConnect(devWith({ "hybrid.directConnect": { ...directConnect, ...more } }))?.allowedPrefixes;
    assert.deepEqual(prefixesOf({}), ["10.32.0.0/12"]);
    assert.deepEqual(prefixesOf({ allowedPrefixes: ["10.32.16.0/20"] }), ["10.32.16.0/20"]);
  });

  for (const [connectivity, routing] of [
    ["peering", "bgp"],
    ["peering", "static"],
    ["transitGateway", "bgp"],
  ]) {
    it(`is taken before a ${routing} VPN, which stands by: ${connectivity}`, () =>
      assert.deepEqual(
        onPremisesPaths(
          devWith({
            connectivity,
            "hybrid.vpn[0].routing": routing,
            "hybrid.directConnect": directConnect,
            "network.onPremises[1]": { name: "branch", cidr: "172.22.0.0/16" },
          }),
        ),
        { "head-office": ["direct connect", "vpn head-office"], branch: [] },
      ));
  }
});

describe("Direct Connect in an environment of peerings, under mocks", () => {
  let resources: Registered[];
  const of = (type: string): Registered[] =>
    resources.filter((resource) => resource.type === `aws:directconnect/${type}`);

  before(async function () {
    this.timeout(60_000);
    const settings = devWith({ "hybrid.directConnect": directConnect, "workloads[0].onPremises": true });
    resources = await record(() => environmentStack(settings));
  });

  it("joins the hub's gateway itself, and that of a workload by a proposal of the workload's account", () => {
    const [proposal] = of("gatewayAssociationProposal:GatewayAssociationProposal");
    assert.match(proposal!.provider, /::dev-booking::/);
    assert.deepEqual(proposal!.inputs, {
      dxGatewayId: "dev-direct-connect-id",
      dxGatewayOwnerAccountId: "210000000101",
      associatedGatewayId: "dev-booking-id",
      allowedPrefixes: ["10.32.0.0/12"],
    });
    const associations = of("gatewayAssociation:GatewayAssociation");
    assert.deepEqual(
      associations
        .map(({ inputs }) => inputs.associatedGatewayId ?? inputs.associatedGatewayOwnerAccountId)
        .sort(),
      ["210000000111", "dev-hub-id"],
    );
    for (const { provider } of associations) assert.match(provider, /::dev-network::/);
  });

  it("lets only the workload's tiers that talk outside learn the way", () =>
    assert.deepEqual(
      resources
        .filter(
          ({ type, inputs }) =>
            type === "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation" &&
            inputs.vpnGatewayId === "dev-booking-id",
        )
        .map(({ inputs }) => inputs.routeTableId),
      ["dev-booking-web-id", "dev-booking-app-id"],
    ));

  it("orders a connection with MACsec, and accepts what is hosted", () => {
    assert.equal(of("connection:Connection")[0]!.inputs.requestMacsec, true);
    assert.equal(
      of("connectionConfirmation:ConnectionConfirmation")[0]!.inputs.connectionId,
      "dxcon-a1b2c3d4",
    );
    const [own] = of("privateVirtualInterface:PrivateVirtualInterface");
    assert.equal(own!.inputs.bgpAsnLong, "4200000001");
    assert.equal(own!.inputs.bgpAsn, undefined);
    assert.equal(
      of("hostedPrivateVirtualInterfaceAccepter:HostedPrivateVirtualInterfaceAccepter")[0]!.inputs
        .virtualInterfaceId,
      "dxvif-a1b2c3d4",
    );
  });

  it("watches the state of both, and the light of our own", () =>
    assert.deepEqual(
      resources
        .filter(
          ({ type, inputs }) =>
            type === "aws:cloudwatch/metricAlarm:MetricAlarm" && inputs.namespace === "AWS/DX",
        )
        .map(({ name, inputs }) => [name, inputs.metricName, inputs.threshold])
        .sort(),
      [
        ["dev-direct-connect-hosted-down", "ConnectionState", 1],
        ["dev-direct-connect-primary-down", "ConnectionState", 1],
        ["dev-direct-connect-primary-light-received", "ConnectionLightLevelRx", -14.4],
        ["dev-direct-connect-primary-light-sent", "ConnectionLightLevelTx", -8.2],
      ],
    ));
});
