import * as pulumi from "@pulumi/pulumi";
import * as organizations from "@pulumi/aws/organizations";
import { type AdoptedPart, adopted } from "./adopted";
import { enabledPolicyTypes } from "./policy-types";
import { trustedServices } from "./trusted-services";

export interface OrganizationArgs {
  /** Id of an organisation that exists already and is to be taken over as it is. */
  readonly id?: string;
}

/** Settings of an organisation that is being taken over: they stay as they are until its id leaves the settings. */
const keptOnAdoption: readonly AdoptedPart[] = ["awsServiceAccessPrincipals", "enabledPolicyTypes"];

/**
 * The organisation, with all features, the policy types of the guardrails, and trusted access for the services that work in all of
 * its accounts.
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
        awsServiceAccessPrincipals: trustedServices.map(({ principal }) => principal),
        enabledPolicyTypes: [...enabledPolicyTypes],
      },
      { parent: this, protect: true, retainOnDelete: true, ...adopted(args.id, keptOnAdoption) },
    );
    this.organizationId = this.resource.id;
    this.rootId = this.resource.roots.apply(([root]) => root?.id ?? "");
    this.registerOutputs({ organizationId: this.organizationId, rootId: this.rootId });
  }
}
