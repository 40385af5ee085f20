/** Modes of VPC Block Public Access: `block_ingress` leaves NAT gateways and egress-only gateways their way out. */
export type InternetBlock = "block_bidirectional" | "block_ingress";

const assign = (value: string): object => ({ "@@assign": value });

function ec2Policy(attributes: object): string {
  return JSON.stringify({
    ec2_attributes: {
      exception_message: assign("Set for the whole organisation by the landing zone's guardrails."),
      ...attributes,
    },
  });
}

/**
 * What EC2 does by default in every account: IMDSv2 only, no public snapshots or images, no serial console. What an account says of its own is
 * ignored, and no principal is exempt, the deployment included. Source: AWS Organizations user guide, "EC2 policy syntax and examples", read
 * 2026-11. A hop limit of 2 lets containers on a host reach the metadata service.
 */
export const ec2Defaults: string = ec2Policy({
  instance_metadata_defaults: {
    http_tokens: assign("required"),
    http_tokens_enforced: assign("enabled"),
    http_put_response_hop_limit: assign("2"),
    http_endpoint: assign("no_preference"),
    instance_metadata_tags: assign("no_preference"),
  },
  image_block_public_access: { state: assign("block_new_sharing") },
  snapshot_block_public_access: { state: assign("block_all_sharing") },
  serial_console_access: { status: assign("disabled") },
});

/** VPC Block Public Access for accounts without an edge: no internet gateway carries traffic, and no VPC is excluded. */
export function ec2InternetBlock(mode: InternetBlock): string {
  return ec2Policy({
    vpc_block_public_access: {
      internet_gateway_block: { mode: assign(mode), exclusions_allowed: assign("disabled") },
    },
  });
}
