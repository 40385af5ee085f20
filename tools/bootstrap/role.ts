import { actionsOf } from "./actions";

/** Stand for the account and the role in the files; docs/real-accounts.md puts the real ones in their places. */
export const MANAGEMENT = "MANAGEMENT_ACCOUNT";

/** Service-linked roles that the services of the organisation make in the management account. */
const linkedServices = [
  "cloudtrail.amazonaws.com",
  "config.amazonaws.com",
  "guardduty.amazonaws.com",
  "malware-protection.guardduty.amazonaws.com",
  "organizations.amazonaws.com",
  "ram.amazonaws.com",
];

/** Services to which roles of the management account are handed. */
const passedTo = ["cloudtrail.amazonaws.com", "config.amazonaws.com", "events.amazonaws.com"];

/** Roles that the stack makes in the management account. */
const roles = ["LandingZone*", "organization-*"].map((name) => `arn:aws:iam::${MANAGEMENT}:role/${name}`);
const linkedRoles = `arn:aws:iam::${MANAGEMENT}:role/aws-service-role/*`;

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface RoleDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Actions of these types of resources, each once, in order. @throws Error for a type that nobody has looked up */
export function actionsFor(types: Iterable<string>): string[] {
  const found = [...types].flatMap((type) => {
    const actions = actionsOf[type];
    if (!actions) throw new Error(`tools/bootstrap/actions.ts does not say what ${type} needs`);
    return actions;
  });
  return [...new Set(found)].sort();
}

/**
 * The policy of the deployment role in the management account: the actions that its resources need and no other.
 * @param types of the resources in the management account
 */
export function managementPolicy(types: Iterable<string>): RoleDocument {
  const actions = actionsFor(types);
  const iam = actions.filter((action) => action.startsWith("iam:"));
  const special = ["iam:PassRole", "iam:CreateServiceLinkedRole"];
  const ofLinkedRoles = iam.filter((action) => /ServiceLinked/.test(action) && !special.includes(action));
  // They are about the organisation: IAM takes no resource for them.
  const ofOrganization = iam.filter((action) => /Organizations/.test(action));
  const ofRoles = iam.filter((action) => ![...special, ...ofLinkedRoles, ...ofOrganization].includes(action));
  const changes = ofRoles.filter((action) => !/:(Get|List)/.test(action));
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OrganisationAndItsServices",
        Effect: "Allow",
        Action: actions.filter((action) => !action.startsWith("iam:") || ofOrganization.includes(action)),
        Resource: "*",
      },
      { Sid: "RolesOfTheLandingZone", Effect: "Allow", Action: ofRoles, Resource: [...roles, linkedRoles] },
      {
        Sid: "NotItself",
        Effect: "Deny",
        Action: changes,
        Resource: `arn:aws:iam::${MANAGEMENT}:role/LandingZoneDeployment`,
      },
      {
        Sid: "HandRolesToServices",
        Effect: "Allow",
        Action: iam.filter((action) => action === "iam:PassRole"),
        Resource: [...roles, linkedRoles],
        Condition: { StringEquals: { "iam:PassedToService": passedTo } },
      },
      {
        Sid: "ServiceLinkedRoles",
        Effect: "Allow",
        Action: iam.filter((action) => action === "iam:CreateServiceLinkedRole"),
        Resource: linkedRoles,
        Condition: { StringEquals: { "iam:AWSServiceName": linkedServices } },
      },
      ...(ofLinkedRoles.length > 0
        ? [
            {
              Sid: "RemoveServiceLinkedRoles",
              Effect: "Allow" as const,
              Action: ofLinkedRoles,
              Resource: linkedRoles,
            },
          ]
        : []),
    ],
  };
}
