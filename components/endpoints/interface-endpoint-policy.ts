import { type InterfaceEndpointService } from "../../settings/facts/interface-endpoints";
import { type Statement, policyDocument } from "../policy-document";
import { endpointActions } from "./endpoint-actions";

export interface InterfaceEndpointPolicyArgs {
  readonly service: InterfaceEndpointService;
  readonly region: string;
  readonly partition: string;
  readonly organizationId: string;
  /** Actions admitted beside the service's usual ones. */
  readonly moreActions?: readonly string[];
}

/**
 * Policy of an interface endpoint: principals of the organisation do what hosts need, to resources of the organisation. So
 * neither another organisation's credentials nor another organisation's queues, topics or log groups are of use behind it.
 *
 * AWS's own resources belong to no organisation, so they need a statement of their own; the two that hosts read are the
 * documents and the public parameters of Systems Manager. Source: "Building a data perimeter on AWS" (AWS whitepaper) and IAM
 * user guide, "aws:ResourceOrgID"; read 2026-11.
 */
export function interfaceEndpointPolicy(args: InterfaceEndpointPolicyArgs): string {
  const { service, organizationId, moreActions = [] } = args;
  return policyDocument([
    {
      Sid: "OrganisationToItsOwn",
      Effect: "Allow",
      Principal: "*",
      Action: [...new Set([...endpointActions[service], ...moreActions])],
      Resource: "*",
      Condition: {
        StringEquals: { "aws:PrincipalOrgID": organizationId, "aws:ResourceOrgID": organizationId },
      },
    },
    ...resourcesOfAws(args),
  ]);
}

function resourcesOfAws({
  service,
  region,
  partition,
  organizationId,
}: InterfaceEndpointPolicyArgs): Statement[] {
  if (service !== "ssm") return [];
  const arn = (rest: string): string => `arn:${partition}:ssm:${region}:${rest}`;
  return [
    {
      Sid: "OrganisationReadsWhatAwsPublishes",
      Effect: "Allow",
      Principal: "*",
      Action: [
        "ssm:DescribeDocument",
        "ssm:GetDocument",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:GetParametersByPath",
      ],
      Resource: [arn(":document/AWS*"), arn(":document/Amazon*"), arn(":parameter/aws/service/*")],
      Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
    },
  ];
}
