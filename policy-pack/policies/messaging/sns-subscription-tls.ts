import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const snsSubscriptionTls: ResourcePolicy = {
  kind: "resource",
  name: "sns-subscription-tls",
  concern: "messaging",
  description: "Topics deliver to HTTPS endpoints, never to HTTP.",
  severity: "medium",
  level: "mandatory",
  controls: { nag: ["SNS3"], seed: ["events of concern"] },
  tags: ["sns", "tls"],
  remediationSteps: 'Use protocol "https".',
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html",
  types: ["aws:sns/topicSubscription:TopicSubscription"],
  check: (resource) => {
    const protocol = asText(read(resource, "protocol"));
    if (protocol === UNKNOWN) return unknown("protocol");
    return protocol === "http" ? violation("It delivers over plain HTTP.") : compliant;
  },
};
