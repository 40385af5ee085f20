import { type GuardrailType } from "../../settings/facts/policy-quotas";
import { detectionGuardrails, watchedAccountGuardrails } from "./catalogue/detection";
import { exposureGuardrails } from "./catalogue/exposure";
import { loggingGuardrails } from "./catalogue/logging";
import { networkGuardrails, productionGuardrails, suspendedGuardrails } from "./catalogue/network";
import { organisationGuardrails } from "./catalogue/organisation";
import { perimeterGuardrails } from "./catalogue/perimeter";
import { platformAccountGuardrails, platformKeyGuardrails } from "./catalogue/platform";
import { resourceGuardrails } from "./catalogue/resources";
import { ec2Defaults, ec2InternetBlock } from "./ec2-policy";
import { denial } from "./exemptions";
import { type GuardrailPlanArgs, type Target, organizationIdPlaceholder } from "./plan-args";
import { type Guardrail, type PolicyStatement } from "./statement";

/** What is said of one guardrail to people. */
export interface GuardrailNote {
  readonly sid: string;
  readonly denies: string;
  readonly why: string;
  /** Who is left out, in words. */
  readonly leavesOut: string;
}

/** Guardrails of one type for the same targets. */
export interface GuardrailGroup {
  readonly name: string;
  readonly type: GuardrailType;
  readonly description: string;
  readonly targets: readonly Target[];
  readonly content:
    | { readonly kind: "statements"; readonly statements: readonly PolicyStatement[] }
    | { readonly kind: "document"; readonly sid: string; readonly document: string };
  readonly notes: readonly GuardrailNote[];
}

/** Where an account goes that is out of use. */
const suspendedUnit = "Suspended";

/** Where nothing is anybody's but the platform's. */
const platformUnits = ["Security", "Infrastructure"];

/** All guardrails with what they are for; a group whose units do not exist is left out. */
export function guardrailGroups(args: GuardrailPlanArgs): GuardrailGroup[] {
  const inUse = args.units.filter((path) => !path.includes("/") && path !== suspendedUnit);
  const topLevel = args.units.filter((path) => !path.includes("/"));
  const { roles, regions } = args;
  const scp = (
    name: string,
    description: string,
    units: readonly string[],
    guardrails: readonly Guardrail[],
  ) => group(args, { name, description, units, guardrails });
  return [
    scp("baseline", "Membership, Regions, platform roles, logs and detection", inUse, [
      ...organisationGuardrails({ regions, bootstrapRole: roles.bootstrap }),
      ...loggingGuardrails,
      ...detectionGuardrails,
      ...exposureGuardrails,
      ...perimeterGuardrails({ trustedAccounts: args.trustedAccounts }),
    ]),
    scp("platform", "What the platform is made of", platformUnits, platformAccountGuardrails),
    scp("keys", "Keys of the platform", platformUnits, platformKeyGuardrails),
    scp(
      "watched",
      "Findings about the own account",
      ["Infrastructure", "Workloads"],
      watchedAccountGuardrails,
    ),
    scp("network", "Ways out of a VPC", [...platformUnits, "Workloads"], networkGuardrails),
    scp("production", "What production must never need", ["Workloads/Production"], productionGuardrails),
    scp("suspended", "Accounts out of use", [suspendedUnit], suspendedGuardrails),
    ...additionalGroups(args),
    resources(args, topLevel),
    ec2(args, {
      name: "ec2-defaults",
      sid: "Ec2Defaults",
      description: "What EC2 does by default",
      document: ec2Defaults,
      denies: "IMDSv1, public snapshots and images, the serial console",
      why: "Said once for every account and Region, whatever an account says of its own.",
      targets: topLevel,
    }),
    ec2(args, {
      name: "no-internet",
      sid: "NoInternet",
      description: "VPC Block Public Access, both ways",
      document: ec2InternetBlock("block_bidirectional"),
      denies: "Traffic from and to internet gateways",
      why: "These accounts have no edge and call nobody: a gateway opened by mistake carries nothing.",
      targets: args.internet.closed,
    }),
    ec2(args, {
      name: "outbound-only",
      sid: "OutboundOnly",
      description: "VPC Block Public Access, inwards",
      document: ec2InternetBlock("block_ingress"),
      denies: "Traffic from internet gateways, but for the replies to NAT and egress-only gateways",
      why: "These accounts have no edge: they may call out, and nobody may call in.",
      targets: args.internet.outboundOnly,
    }),
  ].filter(({ targets }) => targets.length > 0);
}

interface Given {
  readonly name: string;
  readonly description: string;
  readonly units: readonly string[];
  readonly guardrails: readonly Guardrail[];
}

function group(args: GuardrailPlanArgs, { name, description, units, guardrails }: Given): GuardrailGroup {
  return {
    name,
    type: "SERVICE_CONTROL_POLICY",
    description,
    targets: targetsOf(args, units),
    content: {
      kind: "statements",
      statements: guardrails.map((guardrail) => denial(guardrail, args.roles)),
    },
    notes: guardrails.map(({ sid, denies, why, exempt }) => ({
      sid,
      denies,
      why,
      leavesOut: exempt.length === 0 ? "nobody" : exempt.map((role) => `\`${args.roles[role]}\``).join(", "),
    })),
  };
}

/** One group for each set of units, so that guardrails for the same units share documents. */
function additionalGroups(args: GuardrailPlanArgs): GuardrailGroup[] {
  const bySet = new Map<string, Given>();
  for (const { units, ...guardrail } of args.additional) {
    const key = [...units].sort().join("-").replaceAll("/", "-").toLowerCase();
    const before = bySet.get(key);
    bySet.set(key, {
      name: `additional-${key}`,
      description: "The organisation's own guardrails",
      units,
      guardrails: [...(before?.guardrails ?? []), guardrail],
    });
  }
  return [...bySet.values()].map((given) => group(args, given));
}

function resources(args: GuardrailPlanArgs, units: readonly string[]): GuardrailGroup {
  const guardrails = resourceGuardrails({
    organizationId: organizationIdPlaceholder,
    trustedAccounts: args.trustedAccounts,
  });
  return {
    name: "resources",
    type: "RESOURCE_CONTROL_POLICY",
    description: "The organisation's resources are for the organisation",
    targets: targetsOf(args, units),
    content: {
      kind: "statements",
      statements: guardrails.map(({ denies: _, leavesOut: __, ...statement }) => statement),
    },
    notes: guardrails,
  };
}

interface Ec2Given extends Omit<GuardrailNote, "leavesOut"> {
  readonly name: string;
  readonly description: string;
  readonly document: string;
  readonly targets: readonly string[];
}

function ec2(args: GuardrailPlanArgs, given: Ec2Given): GuardrailGroup {
  const { name, sid, description, document, targets } = given;
  return {
    name,
    type: "DECLARATIVE_POLICY_EC2",
    description,
    targets: targetsOf(args, targets),
    content: { kind: "document", sid, document },
    notes: [{ ...given, leavesOut: "nobody" }],
  };
}

/** Units and accounts by what they are called; what does not exist is left out. */
function targetsOf(args: GuardrailPlanArgs, names: readonly string[]): Target[] {
  return names.flatMap((name): Target[] => {
    if (args.units.includes(name)) return [{ kind: "unit", name }];
    return args.accounts.includes(name) ? [{ kind: "account", name }] : [];
  });
}
