import { block, overlaps } from "../checks/cidr";
import type { Resource } from "../cloud/cloud";
import type { Call } from "../model/call";
import { anywhere, holds, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, yes } from "../model/values";
import { or, withinQuota } from "./common";
import * as ec2 from "./ec2-tokens";

const notFound = [
  "InvalidVpcPeeringConnectionID.NotFound",
  "The vpcPeeringConnection ID '{id}' does not exist",
] as const;
const options = { allowRemoteVpcDnsResolution: false };

/** A peering connection, whichever side's account the call comes from. */
function peeringOf(call: Call): Resource | undefined {
  const id = call.text("vpcPeeringConnectionId");
  return call.everywhere(ec2.PEERING).find((one) => one.id === id);
}

function vpcAnywhere(call: Call, id: string | undefined): Resource | undefined {
  return call.everywhere(ec2.VPC).find((one) => one.id === id);
}

/** AWS lets such a connection fail on its own; the provider, which waits for it, then reports this. */
function refuseOverlap(vpc: Resource | undefined, peer: Resource | undefined): void {
  const left = block(str(vpc?.properties, "cidrBlock") ?? "");
  const right = block(str(peer?.properties, "cidrBlock") ?? "");
  if (!left || !right || !overlaps(left, right)) return;
  refuse(
    "failed",
    "unexpected state 'failed', wanted target 'active, pending-acceptance'. last error: Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
    "peerVpcId",
  );
}

/** Routes over a connection lead nowhere until it is accepted, and after it is deleted. */
function setRoutes(call: Call, id: string, state: string): void {
  for (const route of call.everywhere(ec2.ROUTE)) {
    if (route.properties.vpcPeeringConnectionId === id) call.cloud.change(route, { state });
  }
}

const peering = type(ec2.PEERING, "pcx-", {
  replace: ["vpcId", "peerVpcId", "peerOwnerId", "peerRegion"],
  references: { vpcId: holds(ec2.VPC) },
  notFound,
  admit: (call) => {
    if (call.old) return;
    const owner = call.text("peerOwnerId") || call.account;
    const peer = vpcAnywhere(call, call.text("peerVpcId"));
    if (!peer && owner === call.account) {
      refuse("InvalidVpcID.NotFound", `The vpc ID '${call.text("peerVpcId")}' does not exist`, "peerVpcId");
    }
    const live = call.peers(ec2.PEERING, { vpcId: call.text("vpcId") });
    if (live.some((one) => one.properties.peerVpcId === call.inputs.peerVpcId)) {
      refuse(
        "VpcPeeringConnectionAlreadyExists",
        `${call.text("vpcId")} and ${call.text("peerVpcId")} are peered already`,
        "peerVpcId",
      );
    }
    withinQuota(call, "peeringsPerVpc", live.length, "vpcId");
    const foreignRegion = call.text("peerRegion") !== "" && call.text("peerRegion") !== call.region;
    if (yes(call.inputs, "autoAccept") && (owner !== call.account || foreignRegion)) {
      refuse(
        "OperationNotPermitted",
        "autoAccept is only for a peer in the same account and Region",
        "autoAccept",
      );
    }
    refuseOverlap(call.find(ec2.VPC, call.text("vpcId")), peer);
  },
  outputs: (call) => ({
    acceptStatus: yes(call.inputs, "autoAccept")
      ? "active"
      : (call.old?.properties.acceptStatus ?? "pending-acceptance"),
    peerOwnerId: or(call, "peerOwnerId", call.account),
    peerRegion: or(call, "peerRegion", call.region),
    accepter: or(call, "accepter", options),
    requester: or(call, "requester", options),
  }),
  afterDelete: (call) => {
    for (const side of call.everywhere(ec2.ACCEPTER, OPTIONS)) {
      if (side.id === call.id) call.cloud.remove(side);
    }
    setRoutes(call, call.id, "blackhole");
  },
});

const accepter = type(ec2.ACCEPTER, "{vpcPeeringConnectionId}", {
  replace: ["vpcPeeringConnectionId"],
  notFound,
  adopted: true,
  admit: (call) => {
    const connection = peeringOf(call);
    const id = call.text("vpcPeeringConnectionId");
    const owner = str(connection?.properties, "peerOwnerId");
    if (connection && owner !== call.account && connection.account === call.account) {
      refuse(
        "OperationNotPermitted",
        `User ${call.account} cannot accept peering ${id}`,
        "vpcPeeringConnectionId",
      );
    }
    const region = str(connection?.properties, "peerRegion");
    if (!connection || owner !== call.account || region !== call.region) {
      refuse(notFound[0], notFound[1].replace("{id}", id), "vpcPeeringConnectionId");
    }
    const peer = call.find(ec2.VPC, str(connection.properties, "peerVpcId") ?? "");
    if (!peer) refuse(notFound[0], notFound[1].replace("{id}", id), "vpcPeeringConnectionId");
    refuseOverlap(vpcAnywhere(call, str(connection.properties, "vpcId")), peer);
  },
  outputs: (call) => {
    const connection = peeringOf(call);
    const accepted = yes(call.inputs, "autoAccept");
    // Seen from the accepter: its own VPC is `vpcId`, the requester's the peer.
    return {
      acceptStatus: accepted ? "active" : connection?.properties.acceptStatus,
      vpcId: connection?.properties.peerVpcId,
      peerVpcId: connection?.properties.vpcId,
      peerOwnerId: connection?.account,
      peerRegion: connection?.region,
      accepter: or(call, "accepter", options),
      requester: or(call, "requester", options),
    };
  },
  after: (call) => {
    const connection = peeringOf(call);
    if (!connection || !yes(call.inputs, "autoAccept")) return;
    call.cloud.change(connection, { acceptStatus: "active" });
    setRoutes(call, connection.id, "active");
  },
  afterDelete: (call) => {
    if (call.old) call.cloud.remove(call.old);
  },
});

const OPTIONS = "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions";

const peeringOptions = type(OPTIONS, "{vpcPeeringConnectionId}", {
  replace: ["vpcPeeringConnectionId"],
  references: { vpcPeeringConnectionId: anywhere(uses(ec2.PEERING)) },
  notFound,
  admit: (call) => {
    const connection = peeringOf(call);
    if (!connection) return;
    if (connection.properties.acceptStatus !== "active") {
      refuse(
        "OperationNotPermitted",
        `Peering ${connection.id} is not active. Peering options can be added only to active peerings.`,
        "vpcPeeringConnectionId",
      );
    }
    const owners = { requester: connection.account, accepter: connection.properties.peerOwnerId };
    for (const [side, owner] of Object.entries(owners)) {
      if (call.inputs[side] === undefined || owner === call.account) continue;
      refuse(
        "OperationNotPermitted",
        `User ${call.account} cannot modify ${side} peering options of ${connection.id}`,
        side,
      );
    }
  },
  outputs: (call) => ({
    accepter: or(call, "accepter", options),
    requester: or(call, "requester", options),
  }),
});

export const peeringTypes: readonly Model[] = [peering, accepter, peeringOptions];
