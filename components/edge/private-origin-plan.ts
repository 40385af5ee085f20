/** CloudFront's servers as origins see them: AWS's own list of their addresses. */
export const originFacing = "com.amazonaws.global.cloudfront.origin-facing";

/** What CloudFront may call at its origin, whose group names the list above. */
export function originRule(port: number) {
  return { protocol: "tcp", fromPort: port, toPort: port, description: "HTTPS from CloudFront" } as const;
}
