import * as pulumi from "@pulumi/pulumi";
import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";

/** A public zone, and the provider of the account that owns it. */
export interface OwnedZone {
  readonly id: pulumi.Input<string>;
  readonly provider: pulumi.ProviderResource;
}

export interface CertificatesArgs {
  readonly domainName: string;
  /** Regions in which a certificate is requested; CloudFront takes those of us-east-1 only. */
  readonly regions: readonly string[];
  readonly zone: OwnedZone;
}

/**
 * Certificates of one name, validated by a record in the environment's public zone. ACM asks for the same record whatever the
 * Region, as long as account and name are the same (ACM user guide, "DNS validation", read 2026-11), so there is one.
 */
export class Certificates extends pulumi.ComponentResource {
  /** ARNs of issued certificates by Region. */
  readonly arns: ReadonlyMap<string, pulumi.Output<string>>;

  constructor(name: string, args: CertificatesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:edge:Certificates", name, {}, opts);
    const own = { parent: this };
    const requested = args.regions.map((region) => ({
      region,
      certificate: new acm.Certificate(
        `${name}-${region}`,
        {
          region,
          domainName: args.domainName,
          validationMethod: "DNS",
          keyAlgorithm: "EC_prime256v1",
          tags: { Name: name },
        },
        own,
      ),
    }));
    const asked = requested[0]?.certificate.domainValidationOptions[0];
    const record =
      asked &&
      new route53.Record(
        `${name}-validation`,
        {
          zoneId: args.zone.id,
          name: asked.resourceRecordName,
          type: asked.resourceRecordType,
          records: [asked.resourceRecordValue],
          ttl: 300,
        },
        { parent: this, provider: args.zone.provider },
      );
    this.arns = new Map(
      requested.map(({ region, certificate }) => {
        const issued = new acm.CertificateValidation(
          `${name}-${region}`,
          { region, certificateArn: certificate.arn, validationRecordFqdns: [record!.fqdn] },
          own,
        );
        return [region, issued.certificateArn];
      }),
    );
    this.registerOutputs({ arns: Object.fromEntries(this.arns) });
  }
}
