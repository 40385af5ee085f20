import * as pulumi from "@pulumi/pulumi";
import * as directconnect from "@pulumi/aws/directconnect";

export interface DirectConnectAssociationArgs {
  readonly directConnectGatewayId: pulumi.Input<string>;
  /** Of the Direct Connect gateway: the component's own provider is this account's. */
  readonly directConnectAccountId: string;
  /** A transit gateway or a virtual private gateway. */
  readonly gatewayId: pulumi.Input<string>;
  readonly allowedPrefixes: readonly string[];
  /** The gateway's account, when it is another: that account then proposes, and the Direct Connect gateway's accepts. */
  readonly proposer?: { readonly accountId: string; readonly provider: pulumi.ProviderResource };
}

/** Joins a gateway with a Direct Connect gateway, and says which blocks are announced for it. */
export class DirectConnectAssociation extends pulumi.ComponentResource {
  /** Attachment of the transit gateway; empty for a virtual private gateway. */
  readonly attachmentId: pulumi.Output<string>;

  constructor(name: string, args: DirectConnectAssociationArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:DirectConnectAssociation", name, {}, opts);
    const { directConnectGatewayId: dxGatewayId, gatewayId, proposer } = args;
    const allowedPrefixes = [...args.allowedPrefixes];
    const other = proposer
      ? {
          proposalId: new directconnect.GatewayAssociationProposal(
            name,
            {
              dxGatewayId,
              dxGatewayOwnerAccountId: args.directConnectAccountId,
              associatedGatewayId: gatewayId,
              allowedPrefixes,
            },
            { parent: this, provider: proposer.provider },
          ).id,
          associatedGatewayOwnerAccountId: proposer.accountId,
        }
      : { associatedGatewayId: gatewayId };
    const association = new directconnect.GatewayAssociation(
      name,
      { dxGatewayId, allowedPrefixes, ...other },
      { parent: this },
    );
    this.attachmentId = association.transitGatewayAttachmentId;
    this.registerOutputs({ attachmentId: this.attachmentId });
  }
}
