import { UNKNOWN, asText, at } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

/** Policies without TLS 1.0 and 1.1, by their names' pattern. Source: AWS, security policies for load balancers (2026-11). */
const MODERN = /^ELBSecurityPolicy-(TLS13-1-[23]-|TLS-1-2-|FS-1-2-)/;

export const listenerModernTls: ResourcePolicy = {
  kind: "resource",
  name: "listener-modern-tls",
  concern: "edge",
  description: "TLS listeners take TLS 1.2 and above only.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ELB.17"], checkov: ["CKV_AWS_103"] },
  tags: ["load-balancer", "tls"],
  remediationSteps: "Set sslPolicy to an ELBSecurityPolicy of TLS 1.3, or 1.2 only.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17",
  types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
  check: (resource) => {
    const protocol = asText(read(resource, "protocol"));
    if (protocol === UNKNOWN) return unknown("protocol");
    if (protocol !== "HTTPS" && protocol !== "TLS") return notApplicable("it is not a TLS listener");
    const policy = asText(read(resource, "sslPolicy"));
    if (policy === UNKNOWN) return unknown("sslPolicy");
    if (policy === undefined) return violation("sslPolicy is not set; the default of 2016 takes TLS 1.0.");
    return MODERN.test(policy)
      ? compliant
      : violation(`sslPolicy is ${policy}, which takes TLS older than 1.2.`);
  },
  remediate: (props) => {
    const protocol = at(props, "protocol");
    const policy = at(props, "sslPolicy");
    if ((protocol !== "HTTPS" && protocol !== "TLS") || policy === UNKNOWN) return undefined;
    if (typeof policy === "string" && MODERN.test(policy)) return undefined;
    return { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" };
  },
};
