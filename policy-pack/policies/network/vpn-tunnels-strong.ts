import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asTexts } from "../../analysis/values";
import { read } from "../../lib/expect";
import { allOf, compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

/**
 * What is too weak, by setting. An absent setting offers every value AWS supports, the weak ones among them.
 * Source: AWS, Site-to-Site VPN tunnel options (2026-11); NIST SP 800-77 rev. 1.
 */
const SETTINGS: readonly (readonly [string, ReadonlySet<string>])[] = [
  ["IkeVersions", new Set(["ikev1"])],
  ["Phase1EncryptionAlgorithms", new Set(["aes128", "aes128-gcm-16"])],
  ["Phase2EncryptionAlgorithms", new Set(["aes128", "aes128-gcm-16"])],
  ["Phase1IntegrityAlgorithms", new Set(["sha1"])],
  ["Phase2IntegrityAlgorithms", new Set(["sha1"])],
  ["Phase1DhGroupNumbers", new Set(["2", "5"])],
  ["Phase2DhGroupNumbers", new Set(["2", "5"])],
];

export const vpnTunnelsStrong: ResourcePolicy = {
  kind: "resource",
  name: "vpn-tunnels-strong",
  concern: "network",
  description: "VPN tunnels use IKEv2 and today's ciphers only.",
  severity: "medium",
  level: "mandatory",
  controls: { seed: ["VPN"] },
  tags: ["vpn", "encryption"],
  remediationSteps:
    "Set the tunnels' IKE versions to ikev2, encryption to AES256 or AES256-GCM-16, integrity to SHA2, and DH groups to 14 and above.",
  url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
  types: ["aws:ec2/vpnConnection:VpnConnection"],
  check: (resource) =>
    allOf(
      ...["tunnel1", "tunnel2"].flatMap((tunnel) =>
        SETTINGS.map(([setting, weak]) => judge(resource, `${tunnel}${setting}`, weak)),
      ),
    ),
};

function judge(resource: Resource, path: string, weak: ReadonlySet<string>): Outcome {
  const values = asTexts(read(resource, path));
  if (values === UNKNOWN || values.includes(UNKNOWN)) return unknown(path);
  if (values.length === 0) return violation(`${path} is not set, so weak values are offered too.`);
  const found = values.filter((value) => value !== UNKNOWN && weak.has(value.toLowerCase()));
  return found.length === 0 ? compliant : violation(`${path} offers ${found.join(", ")}.`);
}
