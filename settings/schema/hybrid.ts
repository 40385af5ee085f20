import { z } from "zod";
import { amazonSideAsns, highestAsn, inRanges, reservedAsns } from "../facts/asn";
import { portSpeeds } from "../facts/direct-connect";
import { preSharedKeyPattern } from "../facts/vpn-tunnels";
import { accountId, cidr, flag, shortName } from "./common";

/** How an environment's workloads reach its hub. */
export const connectivity = z.enum(["peering", "transitGateway"], { error: "peering or transitGateway" });

/**
 * How one workload reaches the hub, when not as the environment's others do. The two in the middle have both ways; traffic takes the
 * one that is named first.
 */
export const workloadConnectivity = z.enum(
  ["peering", "peeringThenTransitGateway", "transitGatewayThenPeering", "transitGateway"],
  { error: "peering, peeringThenTransitGateway, transitGatewayThenPeering or transitGateway" },
);
export type WorkloadConnectivity = z.infer<typeof workloadConnectivity>;

const amazonText = `an ASN for private use: ${amazonSideAsns.map(({ from, to }) => `${from} to ${to}`).join(" or ")}`;
const amazonAsn = z
  .number({ error: amazonText })
  .int(amazonText)
  .refine((asn) => inRanges(asn, amazonSideAsns), amazonText);

const customerText = `an ASN, 1 to ${highestAsn - 1}`;
const customerAsn = z
  .number({ error: customerText })
  .int(customerText)
  .min(1, customerText)
  .max(highestAsn - 1, customerText)
  .refine((asn) => !inRanges(asn, reservedAsns), {
    error: ({ input }) => {
      const why = reservedAsns.find(({ from, to }) => from <= Number(input) && Number(input) <= to)?.why;
      return `${customerText}, but none that is reserved (${why}); 65000 is free for private use`;
    },
  });

const address = z
  .string({ error: "a public IPv4 address" })
  .regex(/^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/, "a public IPv4 address");

const preSharedKeyText =
  "8 to 64 letters, digits, dots and underscores, not beginning with 0, as an encrypted setting: " +
  "pulumi config set --secret --path; without one AWS makes the key and keeps it in Secrets Manager";
const tunnel = z
  .strictObject({
    /** A /30 of 169.254.0.0/16; AWS picks one when left out. */
    insideCidr: cidr.optional(),
    preSharedKey: z
      .string({ error: preSharedKeyText })
      .regex(preSharedKeyPattern, preSharedKeyText)
      .optional(),
  })
  .readonly();

const networks = z
  .array(shortName, { error: "names of networks of network.onPremises" })
  .min(1, "at least one network of network.onPremises")
  .readonly();

const vpnConnection = z
  .strictObject({
    name: shortName,
    /** Networks of `network.onPremises` behind it. */
    networks,
    customerGateway: z
      .strictObject({
        address,
        /** Of the customer's side; a static connection needs one too, though nothing announces it. */
        asn: customerAsn.default(65_000),
      })
      .readonly(),
    routing: z.enum(["bgp", "static"], { error: "bgp or static" }).default("bgp"),
    tunnels: z
      .array(tunnel, { error: "two tunnels: {insideCidr, preSharedKey}" })
      .length(2, "two tunnels, as every connection has")
      .readonly()
      .default([{}, {}]),
  })
  .readonly();

const speeds = Object.keys(portSpeeds);

/** Either a connection of one's own, or one that a provider hosts for this account. */
const directConnectConnection = z
  .strictObject({
    name: shortName,
    /** Code of the Direct Connect location, `EqLD5`. With `bandwidth`: a connection of one's own is ordered. */
    location: z
      .string({ error: "the code of a Direct Connect location" })
      .regex(/^[A-Za-z0-9-]{2,16}$/, "the code of a Direct Connect location, such as EqLD5")
      .optional(),
    bandwidth: z.enum(speeds, { error: `a port speed: ${speeds.join(", ")}` }).optional(),
    provider: z.string({ error: "the provider's name" }).min(1, "the provider's name").optional(),
    macsec: z
      .strictObject({
        /** Secret of Secrets Manager with the keys, as Direct Connect made it. */
        secretArn: z
          .string({ error: "the ARN of a secret of Secrets Manager" })
          .regex(
            /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+$/,
            "the ARN of a secret of Secrets Manager",
          )
          .optional(),
        /** Whether nothing passes unencrypted: once the keys are there, in an update after. */
        required: flag.default(false),
      })
      .readonly()
      .optional(),
    /** A connection that the provider hosts: it is accepted. */
    hostedConnectionId: z
      .string({ error: "the id of a connection, dxcon-…" })
      .regex(/^dxcon-[a-z0-9]{8}$/, "the id of a connection, dxcon- and 8 letters or digits")
      .optional(),
  })
  .readonly();

const interfaceAddress = z
  .string({ error: "an address with its prefix, such as 169.254.100.1/30" })
  .regex(/^\d{1,3}(\.\d{1,3}){3}\/(2[4-9]|3[01])$/, "an address with its prefix, such as 169.254.100.1/30");

const authKeyText = "6 to 80 characters, as an encrypted setting: pulumi config set --secret --path";
/** Either an interface on a connection above, or one that a provider hosts for this account. */
const virtualInterface = z
  .strictObject({
    name: shortName,
    /** Name of one of `connections`. With `vlan` and `asn`: an interface of one's own. */
    connection: shortName.optional(),
    vlan: z
      .number({ error: "a VLAN, 1 to 4094" })
      .int("a VLAN, 1 to 4094")
      .min(1, "a VLAN, 1 to 4094")
      .max(4094, "a VLAN, 1 to 4094")
      .optional(),
    asn: customerAsn.optional(),
    amazonAddress: interfaceAddress.optional(),
    customerAddress: interfaceAddress.optional(),
    authKey: z.string({ error: authKeyText }).min(6, authKeyText).max(80, authKeyText).optional(),
    /** An interface that the provider hosts: it is accepted. */
    hostedInterfaceId: z
      .string({ error: "the id of a virtual interface, dxvif-…" })
      .regex(/^dxvif-[a-z0-9]{8}$/, "the id of a virtual interface, dxvif- and 8 letters or digits")
      .optional(),
  })
  .readonly();

const directConnect = z
  .strictObject({
    /** Of the Direct Connect gateway. */
    gatewayAsn: amazonAsn,
    /** Networks of `network.onPremises` behind it. */
    networks,
    /** Blocks announced to the customer; the environment's address space when left out. */
    allowedPrefixes: z
      .array(cidr, { error: "a list of blocks" })
      .min(1, "at least one block, or none of the setting: then the address space is announced")
      .readonly()
      .optional(),
    connections: z.array(directConnectConnection, { error: "a list of connections" }).readonly().default([]),
    interfaces: z
      .array(virtualInterface, { error: "a list of virtual interfaces" })
      .min(1, "at least one virtual interface")
      .readonly(),
  })
  .readonly();

const transitGateway = z
  .strictObject({
    asn: amazonAsn.default(64_512),
    /** Of the organisation: the share then names the organisation, otherwise each workload's account. */
    managementAccountId: accountId.optional(),
    inspection: z.enum(["none", "firewall"], { error: "none or firewall" }).default("none"),
    /** Block of the inspection VPC, /16 to /24, inside the address space. */
    inspectionCidr: cidr.optional(),
  })
  .readonly();

/** What leads out of the environment, and what joins its networks. */
export const hybrid = z
  .strictObject({
    /** Amazon's side of virtual private gateways, of the hub's and of workloads' own. */
    vpnGatewayAsn: amazonAsn.default(64_512),
    vpn: z.array(vpnConnection, { error: "a list of VPN connections" }).readonly().default([]),
    directConnect: directConnect.optional(),
    transitGateway: transitGateway.default({ asn: 64_512, inspection: "none" }),
  })
  .readonly()
  .default({ vpnGatewayAsn: 64_512, vpn: [], transitGateway: { asn: 64_512, inspection: "none" } });

export type HybridSettings = z.infer<typeof hybrid>;
export type VpnSettings = HybridSettings["vpn"][number];
export type DirectConnectSettings = NonNullable<HybridSettings["directConnect"]>;
