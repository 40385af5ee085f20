/**
 * Standards of Security Hub: the last part of each one's ARN, `arn:PARTITION:securityhub:REGION::standards/…`.
 *
 * Source: Security Hub user guide, "Standards reference" and API reference `DescribeStandards`, read 2026-11.
 */
export const securityHubStandards = {
  "aws-foundational-security-best-practices": "aws-foundational-security-best-practices/v/1.0.0",
  "cis-aws-foundations-benchmark": "cis-aws-foundations-benchmark/v/3.0.0",
  "nist-800-53": "nist-800-53/v/5.0.0",
  "pci-dss": "pci-dss/v/4.0.1",
} as const;

export type SecurityHubStandard = keyof typeof securityHubStandards;
