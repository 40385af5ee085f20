import { type PolicyComplianceFramework } from "@pulumi/policy";
import { type Controls } from "./policy";

/** Names of the frameworks, for the catalogue and for Pulumi Cloud's compliance view. */
export const FRAMEWORKS: Readonly<
  Record<keyof Controls, { readonly name: string; readonly reference: string }>
> = {
  fsbp: {
    name: "AWS Foundational Security Best Practices",
    reference: "https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html",
  },
  cis: {
    name: "CIS AWS Foundations Benchmark",
    reference: "https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html",
  },
  nag: { name: "cdk-nag AwsSolutions", reference: "https://github.com/cdklabs/cdk-nag/blob/main/RULES.md" },
  checkov: { name: "checkov", reference: "https://www.checkov.io/5.Policy%20Index/terraform.html" },
  seed: { name: "Landing zone", reference: "docs/policies.md" },
};

const ORDER = ["fsbp", "cis", "nag", "checkov", "seed"] as const;

/** The SDK has room for one framework a policy: the first of the policy's, in the order above. */
export function frameworkOf(controls: Controls): PolicyComplianceFramework | undefined {
  for (const key of ORDER) {
    const ids = controls[key];
    if (!ids || ids.length === 0) continue;
    const { name, reference } = FRAMEWORKS[key];
    if (key !== "cis") return { name, version: "1.0.0", reference, specification: ids.join(", ") };
    // One version has room: the newest, which comes last.
    const version = ids.at(-1)?.split("/")[0] ?? "";
    const numbers = ids
      .filter((id) => id.startsWith(`${version}/`))
      .map((id) => id.slice(version.length + 1));
    return { name, version, reference, specification: numbers.join(", ") };
  }
  return undefined;
}
