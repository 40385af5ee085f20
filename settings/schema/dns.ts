import { z } from "zod";
import { readCidr } from "../addresses/cidr";
import { flag, shortName } from "./common";

const domainText = "a domain such as corp.example.org, in lower case, without a final dot";

/** A domain of at least two labels. */
export const domainName = z
  .string({ error: domainText })
  .regex(/^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/, domainText);

const firewallText = "a domain such as example.org, or *.example.org for what lies below it";

/** A domain as DNS firewall takes it; a star stands for everything below. */
const firewallDomain = z
  .string({ error: firewallText })
  .regex(/^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9-]{2,63}$/, firewallText);

const firewallDomains = z
  .array(firewallDomain, { error: "a list of domains" })
  .max(1000, "at most 1000 domains")
  .readonly()
  .default([]);

const address = z
  .string({ error: "an IPv4 address" })
  .refine((text) => !text.includes("/") && readCidr(`${text}/32`).ok, "an IPv4 address such as 172.20.0.53");

/** A domain whose names on-premises servers answer. */
const forward = z
  .strictObject({
    name: shortName,
    domain: domainName,
    targets: z
      .array(address, { error: "a list of addresses of DNS servers" })
      .min(1, "at least one DNS server")
      .max(6, "at most 6 DNS servers: that is what a rule takes")
      .readonly(),
  })
  .readonly();

const threatAction = z.enum(["off", "alert", "block"], { error: "off, alert or block" });

const firewall = z
  .strictObject({
    /** Domains that pass whatever the rules below say. */
    allowed: firewallDomains,
    blocked: firewallDomains,
    /** Domains that are answered and recorded. */
    alerted: firewallDomains,
    /** AWS's own lists, whose ids differ from Region to Region. */
    managedLists: z
      .array(
        z
          .strictObject({
            name: shortName,
            id: z
              .string({ error: "the list's id, rslvr-fdl-…" })
              .regex(/^rslvr-fdl-[0-9a-f]{8,32}$/, "the list's id, rslvr-fdl-…"),
            action: z.enum(["alert", "block"], { error: "alert or block" }),
          })
          .readonly(),
        { error: "a list of {name, id, action}" },
      )
      .readonly()
      .default([]),
    /** Names made by algorithms, and tunnels through DNS, as DNS Firewall Advanced finds them; charged by the query. */
    threats: threatAction.default("off"),
    /** Whether names resolve while the firewall cannot be asked: availability before protection. */
    failOpen: flag.default(false),
  })
  .readonly();

/** Names: who resolves what. All of it that costs is off unless asked for. */
export const dns = z
  .strictObject({
    /** Private zones by which the spokes reach the hub's interface endpoints. */
    shareEndpointNames: flag.default(true),
    /** Public domain of the environment: certificates are validated in it and services get their names there. */
    publicZone: domainName.optional(),
    /** Lets on-premises servers ask for private names, from `onPremises`. */
    inboundResolver: flag.default(false),
    /** Domains that on-premises servers answer; the first makes the outbound endpoint. */
    forward: z
      .array(forward, { error: "a list of {name, domain, targets}" })
      .max(10, "at most 10 domains")
      .readonly()
      .default([]),
    firewall: firewall.optional(),
  })
  .readonly()
  .prefault({});

export type DnsSettings = z.infer<typeof dns>;
export type DnsFirewallSettings = z.infer<typeof firewall>;
