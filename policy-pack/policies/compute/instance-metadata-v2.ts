import { OF_TEMPLATE, byLaunchTemplate } from "../../lib/launch-template";
import { UNKNOWN, asNumber, asText, at, isObject } from "../../analysis/values";
import { mustBeOneOf, read } from "../../lib/expect";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const instanceMetadataV2: ResourcePolicy = {
  kind: "resource",
  name: "instance-metadata-v2",
  concern: "compute",
  description: "Instances answer metadata requests with a session token only.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.8", "EC2.170"], cis: cis("imdsv2"), checkov: ["CKV_AWS_79", "CKV_AWS_341"] },
  tags: ["ec2", "imds"],
  remediationSteps: 'Set metadataOptions.httpTokens to "required" and httpPutResponseHopLimit to 2 or less.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
  types: [
    "aws:ec2/instance:Instance",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  ],
  check: (resource) => {
    const endpoint = asText(read(resource, "metadataOptions.httpEndpoint"));
    if (endpoint === "disabled") return compliant;
    if (byLaunchTemplate(resource, "metadataOptions")) return OF_TEMPLATE;
    const hops = asNumber(read(resource, "metadataOptions.httpPutResponseHopLimit"));
    if (hops === UNKNOWN) return unknown("metadataOptions");
    const near =
      hops === undefined || hops <= 2
        ? compliant
        : violation(`A token may travel ${hops} hops; two are enough for containers.`);
    const outcome = allOf(mustBeOneOf(resource, "metadataOptions.httpTokens", ["required"]), near);
    // It may yet turn out to be off.
    return endpoint === UNKNOWN && outcome.status === "violation" ? unknown("metadataOptions") : outcome;
  },
  remediate: (props) => {
    const options = at(props, "metadataOptions");
    const endpoint = at(options, "httpEndpoint");
    if (options === UNKNOWN || endpoint === "disabled" || endpoint === UNKNOWN) return undefined;
    if (options === undefined && at(props, "launchTemplate") !== undefined) return undefined;
    const tokens = at(options, "httpTokens");
    if (tokens === "required" || tokens === UNKNOWN) return undefined;
    return { metadataOptions: { ...(isObject(options) ? options : {}), httpTokens: "required" } };
  },
};
