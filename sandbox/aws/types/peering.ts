import { overlap } from "../checks/cidr";
import type { Resource } from "../cloud/cloud";
import type { Call } from "../model/call";
import { type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, yes, type Props } from "../model/values";
import { blocksOf } from "./vpc";
import { withinQuota } from "./quota";
import { PEERING, PEERING_ACCEPTER, VPC } from "./tokens";

const FAILED = "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range";

function peerOwner(call: Call): string {
  return call.text("peerOwnerId") || call.account;
}

/** Accepted from the start only within one account and Region. */
function acceptedAtOnce(call: Call): boolean {
  return yes(call.inputs, "autoAccept") && peerOwner(call) === call.account;
}

function checkEnds(call: Call): void {
  const vpcId = call.text("vpcId");
  const peerVpcId = call.text("peerVpcId");
  const region = call.text("peerRegion") || call.region;
  const peer = call.cloud.get(VPC, peerVpcId, peerOwner(call), region);
  if (vpcId === peerVpcId)
    refuse("InvalidParameterValue", `The vpc ids ${vpcId} of the two ends must differ`, "peerVpcId");
  // AWS creates the connection, and it fails; the real provider then reports its status.
  const known = call.cloud.knows(peerOwner(call));
  const mine = blocksOf(call, vpcId);
  const theirs = blocksOf(call, peerVpcId);
  if ((peer === undefined && known) || mine.some((block) => theirs.some((other) => overlap(block, other)))) {
    refuse(
      "VpcPeeringConnection.failed",
      `waiting for EC2 VPC Peering Connection: unexpected state 'failed', wanted target 'pending-acceptance, active'. ` +
        `last error: ${FAILED} (${vpcId} and ${peerVpcId})`,
      "peerVpcId",
    );
  }
}

const peering = type(PEERING, "pcx-", {
  arn: "ec2:{region}:{account}:vpc-peering-connection/{id}",
  replace: ["vpcId", "peerVpcId", "peerOwnerId", "peerRegion"],
  references: { vpcId: uses(VPC) },
  notFound: ["InvalidVpcPeeringConnectionID.NotFound", "The vpcPeeringConnection ID '{id}' does not exist"],
  check: (inputs) => {
    if (yes(inputs, "autoAccept") && str(inputs, "peerRegion") !== undefined) {
      refuse(
        "InvalidParameterCombination",
        "peer_region cannot be set whilst auto_accept is true",
        "peerRegion",
      );
    }
  },
  admit: (call) => {
    if (call.old !== undefined) return;
    checkEnds(call);
    const ends = (properties: Props): string => [properties.vpcId, properties.peerVpcId].sort().join();
    const twin = call.everywhere(PEERING).find(({ properties }) => ends(properties) === ends(call.inputs));
    if (twin !== undefined) {
      refuse(
        "VpcPeeringConnectionAlreadyExists",
        `A VPC Peering Connection between these VPCs already exists: ${twin.id}`,
      );
    }
    const vpcId = call.text("vpcId");
    const others = call
      .everywhere(PEERING)
      .filter(({ properties }) => properties.vpcId === vpcId || properties.peerVpcId === vpcId);
    withinQuota(call, "peeringsPerVpc", others.length + 1);
  },
  outputs: (call) => ({
    acceptStatus: acceptedAtOnce(call)
      ? "active"
      : (str(call.old?.properties, "acceptStatus") ?? "pending-acceptance"),
    peerOwnerId: peerOwner(call),
    peerRegion: call.text("peerRegion") || call.region,
    accepter: call.inputs.accepter ?? { allowRemoteVpcDnsResolution: false },
    requester: call.inputs.requester ?? { allowRemoteVpcDnsResolution: false },
  }),
});

/** The connection of an id, if the caller is one of its ends. */
function seen(call: Call, id: string): Resource | undefined {
  return call
    .everywhere(PEERING)
    .find(
      (candidate) =>
        candidate.id === id &&
        ((candidate.account === call.account && candidate.region === call.home) ||
          isAccepter(call, candidate)),
    );
}

function isAccepter(call: Call, { properties }: Resource): boolean {
  return properties.peerOwnerId === call.account && properties.peerRegion === call.home;
}

const accepter = type(PEERING_ACCEPTER, "{vpcPeeringConnectionId}", {
  arn: "ec2:{region}:{account}:vpc-peering-connection/{vpcPeeringConnectionId}",
  replace: ["vpcPeeringConnectionId"],
  adopted: true,
  admit: (call) => {
    const id = call.text("vpcPeeringConnectionId");
    const connection = seen(call, id);
    if (connection === undefined || !isAccepter(call, connection)) {
      refuse(
        "InvalidVpcPeeringConnectionID.NotFound",
        `The vpcPeeringConnection ID '${id}' does not exist`,
        "vpcPeeringConnectionId",
      );
    }
  },
  outputs: (call) => {
    const connection = seen(call, call.text("vpcPeeringConnectionId"));
    const accepts = yes(call.inputs, "autoAccept");
    return {
      acceptStatus: accepts ? "active" : str(connection?.properties, "acceptStatus"),
      vpcId: str(connection?.properties, "peerVpcId"),
      peerVpcId: str(connection?.properties, "vpcId"),
      peerOwnerId: connection?.account,
      peerRegion: connection?.region,
      accepter: call.inputs.accepter ?? { allowRemoteVpcDnsResolution: false },
      requester: call.inputs.requester ?? { allowRemoteVpcDnsResolution: false },
    };
  },
  after: (call) => {
    const connection = seen(call, call.id);
    if (connection !== undefined && yes(call.inputs, "autoAccept")) {
      call.cloud.change(connection, { acceptStatus: "active" });
    }
  },
});

const options = type(
  "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions",
  "{vpcPeeringConnectionId}",
  {
    replace: ["vpcPeeringConnectionId"],
    adopted: true,
    admit: (call) => {
      const id = call.text("vpcPeeringConnectionId");
      const connection = seen(call, id);
      if (connection === undefined) {
        refuse(
          "InvalidVpcPeeringConnectionID.NotFound",
          `The vpcPeeringConnection ID '${id}' does not exist`,
        );
      }
      if (connection.properties.acceptStatus !== "active") {
        refuse(
          "OperationNotPermitted",
          `Peering ${id} is not active. Peering options can be added only to active peerings.`,
        );
      }
      const isRequester = connection.account === call.account && connection.region === call.home;
      if (call.inputs.requester !== undefined && !isRequester) mayNot(call, "requester");
      if (call.inputs.accepter !== undefined && !isAccepter(call, connection)) mayNot(call, "accepter");
    },
    outputs: (call) => ({
      accepter: call.inputs.accepter ?? { allowRemoteVpcDnsResolution: false },
      requester: call.inputs.requester ?? { allowRemoteVpcDnsResolution: false },
    }),
  },
);

function mayNot(call: Call, side: string): never {
  refuse("OperationNotPermitted", `User ${call.account} cannot modify the ${side}'s peering options`, side);
}

export const peeringTypes: readonly Model[] = [peering, accepter, options];
