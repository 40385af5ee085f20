/** An SSM Automation document, schema 0.3. */
export interface AutomationDocument {
  readonly name: string;
  /** The function it calls, as its contract names it. */
  readonly functionName: string;
  readonly content: Readonly<Record<string, unknown>>;
}

interface Parameter {
  readonly type: "String";
  readonly description: string;
  readonly allowedPattern?: string;
  readonly default?: string;
  readonly allowedValues?: readonly string[];
}

/** Marks the run as by hand and unique, whatever else it is given. */
const BY_HAND = "by-hand-{{automation:EXECUTION_ID}}";

/**
 * The document calls the very function that acts by itself, so that a repair by hand is recorded, told and held back in the same way.
 * `{{FunctionArn}}` has no default: the component sets one.
 */
function calling(
  name: string,
  functionName: string,
  description: string,
  parameters: Readonly<Record<string, Parameter>>,
  payload: Readonly<Record<string, string>>,
): AutomationDocument {
  return {
    name,
    functionName,
    content: {
      schemaVersion: "0.3",
      description,
      assumeRole: "{{AutomationAssumeRole}}",
      parameters: {
        AutomationAssumeRole: {
          type: "String",
          description: "Role that may invoke the function",
          allowedPattern: "^arn:aws[a-z-]*:iam::\\d{12}:role/.+$",
        },
        FunctionArn: {
          type: "String",
          description: "The repair function",
          allowedPattern: "^arn:aws[a-z-]*:lambda:.+$",
        },
        ...parameters,
      },
      mainSteps: [
        {
          name: "repair",
          action: "aws:invokeLambdaFunction",
          onFailure: "Abort",
          inputs: {
            FunctionName: "{{FunctionArn}}",
            InvocationType: "RequestResponse",
            Payload: JSON.stringify({ byHand: BY_HAND, ...payload }),
          },
        },
      ],
    },
  };
}

/** The repairs a person can start. */
export const DOCUMENTS: readonly AutomationDocument[] = [
  calling(
    "close-security-group",
    "repair-security-groups",
    "Revokes the rules of a security group that open SSH or RDP to the whole world, and only those",
    {
      AccountId: { type: "String", description: "The group's account", allowedPattern: "^\\d{12}$" },
      Region: {
        type: "String",
        description: "The group's Region",
        allowedPattern: "^[a-z]{2}(-[a-z]+)+-\\d$",
      },
      GroupId: { type: "String", description: "The group", allowedPattern: "^sg-[0-9a-f]+$" },
      DryRun: {
        type: "String",
        description: "Only say what would be done",
        default: "true",
        allowedValues: ["true", "false"],
      },
    },
    { account: "{{AccountId}}", region: "{{Region}}", groupId: "{{GroupId}}", dryRun: "{{DryRun}}" },
  ),
  calling("start-trails", "repair-trail", "Starts the landing zone's trails that were stopped", {}, {}),
  calling(
    "start-recorders",
    "repair-recorder",
    "Starts the configuration recorders that were stopped, in every account",
    {},
    {},
  ),
  calling(
    "make-flow-logs",
    "repair-flow-logs",
    "Makes flow logs again that were deleted, from their recorded settings",
    {},
    {},
  ),
];
