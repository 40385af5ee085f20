import { UNKNOWN } from "../../analysis/values";
import { allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";
import {
  NETWORK_ACL_TYPES,
  admitsTcp,
  isDeniedBefore,
  isUnknownEntry,
  networkAclEntries,
} from "../../analysis/network-acls";

export const networkAclNoRemoteAdministration: ResourcePolicy = {
  kind: "resource",
  name: "network-acl-no-remote-administration",
  concern: "network",
  description: "No network ACL entry admits SSH or RDP from the whole internet.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["EC2.21"],
    cis: cis("acl-administration"),
    checkov: ["CKV_AWS_229", "CKV_AWS_230", "CKV_AWS_231", "CKV_AWS_232"],
    seed: ["NACLs"],
  },
  tags: ["network-acl", "internet", "ssh", "rdp"],
  remediationSteps:
    "Narrow the entry to the addresses it is meant for, or put a deny entry with a lower number before it, in the same resource: of separate entries each is judged alone.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
  parameters: {
    ports: { type: "integers", description: "TCP ports of remote administration.", default: [22, 3389] },
  },
  types: NETWORK_ACL_TYPES,
  check: (resource, { parameters }) => {
    const ports = parameters.integers("ports");
    const entries = networkAclEntries(resource);
    const outcomes = entries.map((entry) => {
      if (isUnknownEntry(entry))
        return entry.unknown.startsWith("ingress") ? unknown(entry.unknown) : compliant;
      // A deny entry closes; taking it for an opening is the best known false alarm.
      if (entry.egress === true || entry.allow === false) return compliant;
      return allOf(
        ...ports.map((port) => {
          const admits = admitsTcp(entry, port);
          if (admits === false) return compliant;
          const denied = isDeniedBefore(entry, entries, port);
          if (denied === true) return compliant;
          const known = [admits, denied, entry.egress, entry.allow].every((one) => one !== UNKNOWN);
          if (!known) return unknown(entry.path || "the entry's source, action or ports");
          return violation(`${entry.path || "The entry"} admits TCP ${port} from the whole internet.`);
        }),
      );
    });
    return entries.length === 0 ? notApplicable("it has no entry") : allOf(...outcomes);
  },
};
