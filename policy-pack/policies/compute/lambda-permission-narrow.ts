import { namesAccount } from "../../analysis/public-access";
import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const lambdaPermissionNarrow: ResourcePolicy = {
  kind: "resource",
  name: "lambda-permission-narrow",
  concern: "compute",
  description: "Functions are invoked by known callers only.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["Lambda.1"], cis: cis("no-anyone"), checkov: ["CKV_AWS_301", "CKV_AWS_364"] },
  tags: ["lambda", "public"],
  remediationSteps: "Name the account, or the service with sourceArn or sourceAccount.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
  types: ["aws:lambda/permission:Permission"],
  check: (resource) => {
    const principal = asText(read(resource, "principal"));
    if (principal === UNKNOWN) return unknown("principal");
    if (["sourceAccount", "principalOrgId"].some((path) => read(resource, path) !== undefined))
      return compliant;
    const source = asText(read(resource, "sourceArn"));
    if (source === UNKNOWN) return unknown("sourceArn");
    if (source !== undefined && (!/[*?]/.test(source) || namesAccount(source))) return compliant;
    if (source !== undefined) return violation(`sourceArn is ${source}, which anyone can come to match.`);
    if (principal === "*") return violation("It lets anyone invoke the function.");
    const service = principal !== undefined && /\.amazonaws\.com/.test(principal);
    return service
      ? violation(`It lets ${principal} invoke the function on behalf of any account.`)
      : compliant;
  },
};
