import { UNKNOWN, asText, at } from "../../analysis/values";
import { everyElement, read } from "../../lib/expect";
import { allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const listenerEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "listener-encrypted",
  concern: "edge",
  description: "Load balancer listeners speak TLS, or redirect to one that does.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ELB.1"], nag: ["ELB5"], checkov: ["CKV_AWS_2", "CKV_AWS_103"] },
  tags: ["load-balancer", "tls"],
  remediationSteps: "Use HTTPS (or TLS) with a certificate; an HTTP listener may only redirect to HTTPS.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
  types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
  check: (resource) => {
    const protocol = asText(read(resource, "protocol"));
    if (protocol === UNKNOWN) return unknown("protocol");
    // A gateway load balancer's listener has neither port nor protocol; an application load balancer's speaks HTTP unless it says otherwise.
    if (protocol === undefined && read(resource, "port") === undefined)
      return notApplicable("it has no protocol");
    // A network load balancer passes TCP on, encrypted or not, for others to end.
    if (protocol !== undefined && protocol !== "HTTP") return compliant;
    const redirects = everyElement(resource, "defaultActions", (action, path) => {
      const target = asText(at(action, "redirect", "protocol"));
      if (at(action, "type") === UNKNOWN || target === UNKNOWN) return unknown(path);
      // Without a protocol of its own a redirect keeps the request's: plain HTTP.
      return at(action, "type") === "redirect" && target === "HTTPS"
        ? compliant
        : violation(`${path} answers over plain HTTP.`);
    });
    return redirects.length === 0 ? violation("It answers over plain HTTP.") : allOf(...redirects);
  },
};
