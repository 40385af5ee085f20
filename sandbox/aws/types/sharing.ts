import { accountOf } from "../cloud/partition";
import { uuidOf } from "../provider/fill";
import { type, usesArn, type Model, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { str } from "../model/values";
import { name } from "./names";

const SHARE = "aws:ram/resourceShare:ResourceShare";
const ofShare: Reference = { ...usesArn(SHARE), holds: true, anywhere: false };

/** Resource types RAM shares, by service. Source: "Shareable AWS resources" (RAM User Guide), 2026-06; an excerpt. */
const SHAREABLE =
  /^arn:[\w-]+:(ec2|route53resolver|network-firewall|route53profiles|glue|acm-pca|rds|ssm|logs|license-manager|resource-groups|vpc-lattice|backup|networkmanager):/;

export const sharingTypes: readonly Model[] = [
  type(
    SHARE,
    (call) =>
      call.arnOf(
        `ram:${call.region}:${call.account}:resource-share/${uuidOf(call.cloud.mint(`${call.account}/${call.urn}`, 32))}`,
      ),
    {
      defaults: { allowExternalPrincipals: false },
      replace: ["permissionArns"],
      naming: name(255, "InvalidParameterException"),
      notFound: ["UnknownResourceException", "ResourceShare {id} could not be found."],
      outputs: (call) => ({ arn: call.id }),
    },
  ),
  type("aws:ram/principalAssociation:PrincipalAssociation", "{resourceShareArn},{principal}", {
    replace: ["*"],
    references: { resourceShareArn: ofShare },
    check: (inputs) => {
      const principal = str(inputs, "principal");
      if (
        principal !== undefined &&
        !/^(\d{12}|arn:[\w-]+:(organizations|iam):.+|[\w.-]+\.amazonaws\.com)$/.test(principal)
      ) {
        refuse(
          "InvalidParameterException",
          `Principal ID ${principal} is malformed. Verify the ID and try again.`,
          "principal",
        );
      }
    },
  }),
  type("aws:ram/resourceAssociation:ResourceAssociation", "{resourceShareArn},{resourceArn}", {
    replace: ["*"],
    references: { resourceShareArn: ofShare },
    admit: (call) => {
      const arn = call.text("resourceArn");
      if (!SHAREABLE.test(arn))
        refuse(
          "MalformedArnException",
          `The ARN ${arn} is not one of a resource that can be shared`,
          "resourceArn",
        );
      const owner = accountOf(arn);
      if (owner !== undefined && owner !== call.account) {
        refuse("InvalidParameterException", `You do not own the resource ${arn}`, "resourceArn");
      }
    },
  }),
  type("aws:ram/resourceShareAccepter:ResourceShareAccepter", "{shareArn}", {
    replace: ["shareArn"],
    references: { shareArn: usesArn(SHARE) },
    outputs: (call) => ({
      receiverAccountId: call.account,
      senderAccountId: accountOf(call.text("shareArn")),
      shareId: call.text("shareArn").split("/").at(-1),
      shareName: str(
        call.everywhere(SHARE).find(({ id }) => id === call.text("shareArn"))?.properties,
        "name",
      ),
      status: "ACTIVE",
      invitationArn: call.text("shareArn").replace("resource-share/", "resource-share-invitation/"),
      resources: [],
    }),
  }),
  type("aws:ram/sharingWithOrganization:SharingWithOrganization", "{account}", { adopted: true }),
];
