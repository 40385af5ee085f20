import { type, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, objects, str, strings, type Props } from "../model/values";
import { name, WORD, WORD_RULE } from "./names";

export const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const IP_SET = "aws:wafv2/ipSet:IpSet";
const REGEX_SET = "aws:wafv2/regexPatternSet:RegexPatternSet";
const GROUP = "aws:wafv2/ruleGroup:RuleGroup";
const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";

/** What all parts of WAF have in common: a scope, of which the global one lives in us-east-1. */
function part(token: string, kind: string, replace: readonly string[], rest: Partial<Model> = {}): Model {
  return type(token, "uuid", {
    replace: ["name", "namePrefix", "scope", ...replace],
    naming: name(128, "WAFInvalidParameterException", WORD, WORD_RULE),
    choices: { scope: [["CLOUDFRONT", "REGIONAL"], "WAFInvalidParameterException"] },
    notFound: [
      "WAFNonexistentItemException",
      "AWS WAF couldn't perform the operation because your resource doesn't exist: {id}",
    ],
    inUse: [
      "WAFAssociatedItemException",
      "AWS WAF couldn't perform the operation because your resource is being used by another resource: {id}",
    ],
    unique: [
      {
        by: ["name", "scope"],
        within: "region",
        refusal: [
          "WAFDuplicateItemException",
          "AWS WAF couldn't perform the operation because some resource in your request is a duplicate of an existing one: {name}",
        ],
      },
    ],
    ...rest,
    check: (inputs, where) => {
      const region = str(inputs, "region") ?? where.region;
      if (str(inputs, "scope") === "CLOUDFRONT" && region !== "us-east-1") {
        refuse(
          "WAFInvalidParameterException",
          "The scope is not valid, field: SCOPE_VALUE, parameter: CLOUDFRONT (use us-east-1)",
          "scope",
        );
      }
      rest.check?.(inputs, where);
    },
    outputs: (call) => {
      const scope = call.text("scope") === "CLOUDFRONT" ? "global" : "regional";
      return {
        arn: call.arnOf(
          `wafv2:${call.region}:${call.account}:${scope}/${kind}/${call.text("name")}/${call.id}`,
        ),
        lockToken: call.derived(JSON.stringify(call.inputs), 32),
        ...rest.outputs?.(call),
      };
    },
  });
}

/** What Shield Advanced protects. Source: CreateProtection, 2026-11. */
const SHIELDED =
  /^arn:[\w-]+:(cloudfront::\d{12}:distribution|elasticloadbalancing:[\w-]+:\d{12}:loadbalancer|route53:::hostedzone|ec2:[\w-]+:\d{12}:eip-allocation|globalaccelerator::\d{12}:accelerator)\//;

function checkPriorities(inputs: Props): void {
  const priorities = objects(inputs, "rules").map((rule) => num(rule, "priority"));
  const twice = priorities.find(
    (priority, at) => priority !== undefined && priorities.indexOf(priority) !== at,
  );
  if (twice !== undefined) {
    refuse(
      "WAFInvalidParameterException",
      `Your request contains duplicate priorities, field: RULE, parameter: ${twice}`,
      "rules",
    );
  }
}

export const wafTypes: readonly Model[] = [
  part(WEB_ACL, "webacl", [], {
    check: checkPriorities,
    outputs: (call) => ({ capacity: 10 * objects(call.inputs, "rules").length }),
  }),
  part(IP_SET, "ipset", ["ipAddressVersion"], {
    check: (inputs) => {
      const bad = strings(inputs, "addresses").find((address) => !/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(address));
      if (bad !== undefined)
        refuse(
          "WAFInvalidParameterException",
          `The parameter contains formatting that is not valid, field: IP_ADDRESS, parameter: ${bad}`,
          "addresses",
        );
    },
  }),
  part(REGEX_SET, "regexpatternset", []),
  part(GROUP, "rulegroup", ["capacity"], { check: checkPriorities }),
  type(ASSOCIATION, "{webAclArn},{resourceArn}", {
    replace: ["*"],
    references: {
      webAclArn: { ...usesArn(WEB_ACL), holds: true, anywhere: false },
      resourceArn: usesArn("aws:lb/loadBalancer:LoadBalancer"),
    },
    admit: (call) => {
      const other = call.peers(ASSOCIATION, { resourceArn: call.text("resourceArn") })[0];
      if (other !== undefined) {
        refuse(
          "WAFAssociatedItemException",
          `${call.text("resourceArn")} is already associated with ${String(other.properties.webAclArn)}`,
        );
      }
    },
  }),
  type("aws:shield/protection:Protection", "uuid", {
    arn: "shield::{account}:protection/{id}",
    replace: ["name", "resourceArn"],
    naming: name(128, "InvalidParameterException"),
    check: (inputs) => {
      const arn = str(inputs, "resourceArn");
      if (arn !== undefined && !SHIELDED.test(arn)) {
        refuse(
          "InvalidResourceException",
          `The resource ${arn} is not one that Shield protects`,
          "resourceArn",
        );
      }
    },
  }),
  type("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "{resourceArn}", {
    replace: ["resourceArn"],
    references: { resourceArn: { ...usesArn(WEB_ACL), anywhere: false } },
    check: (inputs) => {
      const bad = strings(inputs, "logDestinationConfigs").find((arn) => !arn.includes("aws-waf-logs-"));
      if (bad !== undefined) {
        refuse(
          "WAFInvalidParameterException",
          `The ARN isn't valid, field: LOG_DESTINATION, parameter: ${bad} (its name must begin with aws-waf-logs-)`,
          "logDestinationConfigs",
        );
      }
    },
  }),
];
