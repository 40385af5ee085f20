import * as pulumi from "@pulumi/pulumi";
import * as organizations from "@pulumi/aws/organizations";
import { adopted } from "./adopted";

export interface OrganizationArgs {
  /** Id of an organisation that exists already and is to be taken over; its services and policy types must be those given here. */
  readonly id?: string;
  /** Principals of the services with trusted access. */
  readonly trustedServices: readonly string[];
  readonly policyTypes: readonly string[];
}

/**
 * The organisation, with all features, policy types, and trusted access for the services that work in all of its accounts.
 */
export class Organization extends pulumi.ComponentResource {
  /** `o-…` */
  readonly organizationId: pulumi.Output<string>;
  /** Id of the root, `r-…`. */
  readonly rootId: pulumi.Output<string>;
  /** The resource itself, for what must not be made before it. */
  readonly resource: organizations.Organization;

  constructor(name: string, args: OrganizationArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:Organization", name, {}, opts);
    this.resource = new organizations.Organization(
      name,
      {
        featureSet: "ALL",
        awsServiceAccessPrincipals: [...args.trustedServices],
        enabledPolicyTypes: [...args.policyTypes],
      },
      { parent: this, protect: true, retainOnDelete: true, ...adopted(args.id, []) },
    );
    this.organizationId = this.resource.id;
    this.rootId = this.resource.roots.apply(([root]) => root?.id ?? "");
    this.registerOutputs({ organizationId: this.organizationId, rootId: this.rootId });
  }
}
