import { serviceEndpoints } from "../facts/service-endpoints";
import { globalRegionOf, partitionOf } from "../facts/regions";
import { type Problem, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";
import { type ServiceSettings } from "../schema/service";
import { type WorkloadSettings } from "../schema/workload";

/** A workload with a service, and where it stands in the settings. */
interface Place {
  readonly settings: EnvironmentSettings;
  readonly workload: WorkloadSettings;
  readonly service: ServiceSettings;
  /** `workloads[0].service`. */
  readonly path: string;
}

/** What contradicts the rest of the settings in the workloads' services. */
export function checkServices(settings: EnvironmentSettings): Problem[] {
  const places = settings.workloads.flatMap((workload, index): Place[] =>
    workload.service
      ? [{ settings, workload, service: workload.service, path: `workloads[${index}].service` }]
      : [],
  );
  return places.flatMap((place, index) => [
    ...checkEndpoints(place),
    ...checkImage(place),
    ...checkCertificates(place),
    ...checkTiers(place),
    ...checkDomain(place, places.slice(0, index)),
  ]);
}

/** Without a way to the internet, what the service calls has to be among the hub's endpoints. */
function checkEndpoints({ settings, workload, service, path }: Place): Problem[] {
  if (workload.internetEgress) return [];
  const { interfaceEndpoints } = settings.network.hub;
  const { shareEndpointNames } = settings.network.dns;
  const secrets = service.database !== undefined || Object.keys(service.secrets).length > 0;
  const missing = serviceEndpoints.filter(
    (needed) => (needed.when === "always" || secrets) && !interfaceEndpoints.includes(needed.service),
  );
  return [
    ...(missing.length > 0
      ? [
          {
            path,
            found: `a service without internet egress and without the endpoints ${missing
              .map((needed) => `${needed.service} (${needed.why})`)
              .join(", ")}`,
            allowed: `add ${missing.map((needed) => needed.service).join(", ")} to network.hub.interfaceEndpoints, or set internetEgress of ${workload.name}`,
          },
        ]
      : []),
    ...(shareEndpointNames
      ? []
      : [
          {
            path,
            found: "a service without internet egress that cannot resolve the hub's endpoints",
            allowed: `network.dns.shareEndpointNames: true, or internetEgress of ${workload.name}`,
          },
        ]),
  ];
}

function checkImage({ settings, service, path }: Place): Problem[] {
  const region = service.image.split(".")[3];
  if (region === settings.region) return [];
  return [
    {
      path: `${path}.image`,
      found: show(service.image),
      allowed: `an image of a registry in ${settings.region}: endpoints reach no other Region; replicate it there`,
    },
  ];
}

function checkCertificates({ settings, workload, service, path }: Place): Problem[] {
  const { region } = settings;
  const { publicZone } = settings.network.dns;
  const { domainName } = service;
  const inZone =
    publicZone !== undefined && (domainName === publicZone || domainName.endsWith(`.${publicZone}`));
  const zoneText = publicZone
    ? `a name in network.dns.publicZone (${publicZone}) for the service`
    : "network.dns.publicZone, in which one is requested";
  const certificates = [
    { at: `${path}.certificateArn`, arn: service.certificateArn, where: region, of: "the load balancer" },
    ...(service.edge
      ? [
          {
            at: `${path}.edge.certificateArn`,
            arn: service.edge.certificateArn,
            where: globalRegionOf(region),
            of: "CloudFront",
          },
        ]
      : []),
  ];
  return certificates.flatMap(({ at, arn, where, of }): Problem[] => {
    if (arn === undefined) {
      return inZone
        ? []
        : [
            {
              path: at,
              found: "no certificate",
              allowed: `a certificate of ${of} in ${where}, or ${zoneText}`,
            },
          ];
    }
    const [, , , found, account] = arn.split(":");
    return [
      ...(found === where
        ? []
        : [{ path: at, found: show(arn), allowed: `a certificate in ${where}: ${of} takes no other` }]),
      ...(account === workload.accountId
        ? []
        : [
            {
              path: at,
              found: show(arn),
              allowed: `a certificate of the workload's account, ${workload.accountId}`,
            },
          ]),
    ];
  });
}

function checkTiers({ settings, workload, service, path }: Place): Problem[] {
  const { web, data } = workload.tiers;
  const problems: Problem[] = [];
  if (web.port !== 443) {
    problems.push({
      path: path.replace(/service$/, "tiers.web.port"),
      found: show(web.port),
      allowed: "443: the service's load balancer listens on no other port",
    });
  }
  if (service.database && !data) {
    problems.push({
      path: `${path}.database`,
      found: "a database in a workload without a data tier",
      allowed: "tiers.data with the database's port, such as 5432",
    });
  }
  if (service.edge && partitionOf(settings.region) !== "aws") {
    problems.push({
      path: `${path}.edge`,
      found: `CloudFront before a service in ${settings.region}`,
      allowed: "a Region of the partition aws: CloudFront has no VPC origins elsewhere",
    });
  }
  return problems;
}

function checkDomain({ service, path }: Place, earlier: readonly Place[]): Problem[] {
  const other = earlier.find((place) => place.service.domainName === service.domainName);
  if (!other) return [];
  return [
    {
      path: `${path}.domainName`,
      found: `${show(service.domainName)}, already that of ${other.path}`,
      allowed: "a name of its own",
    },
  ];
}
