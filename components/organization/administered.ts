import type * as pulumi from "@pulumi/pulumi";

/** A service of the whole organisation: switched on from the management account, run by an administrator. */
export interface AdministeredArgs {
  /** The account that administers it, and the provider by which it is entered. */
  readonly administrator: {
    readonly accountId: pulumi.Input<string>;
    readonly provider: pulumi.ProviderResource;
  };
  /** The organisation with its trusted services: none can be administered before it is trusted. */
  readonly organization: pulumi.Resource;
}
