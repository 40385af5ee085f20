import assert from "node:assert/strict";
import { type Changes, problemsOf } from "../settings-of";

const image = "210000000111.dkr.ecr.eu-west-2.amazonaws.com/booking:1.0.0";
const certificate = (region: string, account = "210000000111"): string =>
  `arn:aws:acm:${region}:${account}:certificate/12345678-1234-1234-1234-123456789012`;
const service = { image, domainName: "booking.dev.example.org" };
const own = "workloads[0].service";

/** Every kind of mistake: where it is found and what is allowed. */
const mistakes: Array<[title: string, changes: Changes, path: string, found: RegExp, allowed: RegExp]> = [
  [
    "endpoints that it needs without internet",
    {
      [own]: { ...service, database: {} },
      "network.hub.interfaceEndpoints": ["ecr.api", "monitoring"],
    },
    own,
    /ecr\.dkr \(pulls the image\), logs \(.*\), secretsmanager/,
    /add ecr\.dkr, logs, secretsmanager to network\.hub\.interfaceEndpoints, or set internetEgress of booking/,
  ],
  [
    "names of the endpoints",
    { [own]: service, "network.dns.shareEndpointNames": false },
    own,
    /cannot resolve the hub's endpoints/,
    /network\.dns\.shareEndpointNames: true/,
  ],
  [
    "a certificate of CloudFront in us-east-1",
    { [own]: { ...service, edge: { certificateArn: certificate("eu-west-2") } } },
    `${own}.edge.certificateArn`,
    /eu-west-2/,
    /a certificate in us-east-1: CloudFront takes no other/,
  ],
  [
    "a certificate of the load balancer in its Region",
    { [own]: { ...service, certificateArn: certificate("us-east-1") } },
    `${own}.certificateArn`,
    /us-east-1/,
    /a certificate in eu-west-2: the load balancer takes no other/,
  ],
  [
    "a certificate of its own account",
    { [own]: { ...service, certificateArn: certificate("eu-west-2", "210000000999") } },
    `${own}.certificateArn`,
    /210000000999/,
    /the workload's account, 210000000111/,
  ],
  [
    "a certificate, or a zone to request one in",
    { [own]: { ...service, domainName: "booking.example.com" } },
    `${own}.certificateArn`,
    /no certificate/,
    /or a name in network\.dns\.publicZone \(dev\.example\.org\)/,
  ],
  [
    "an image of its Region",
    { [own]: { ...service, image: image.replace("eu-west-2", "eu-west-1") } },
    `${own}.image`,
    /eu-west-1/,
    /a registry in eu-west-2/,
  ],
  [
    "an image of a private registry",
    { [own]: { ...service, image: "docker.io/library/nginx:latest" } },
    `${own}.image`,
    /docker\.io/,
    /an image of a private ECR registry/,
  ],
  [
    "memory that goes with its CPU",
    { [own]: { ...service, cpu: 1024, memory: 512 } },
    `${own}.memory`,
    /512/,
    /memory that goes with 1024 CPU units, in MiB: 2048 to 8192/,
  ],
  [
    "at least as many tasks at most as at least",
    { [own]: { ...service, minTasks: 3, maxTasks: 2 } },
    `${own}.maxTasks`,
    /2/,
    /at least minTasks, 3/,
  ],
  [
    "storage that grows",
    { [own]: { ...service, database: { storageGib: 200 } } },
    `${own}.database.maxStorageGib`,
    /undefined|nothing|100/,
    /at least storageGib, 200/,
  ],
  [
    "a data tier for its database",
    { "workloads[2].service": { ...service, image: image.replace("111", "113"), database: {} } },
    "workloads[2].service.database",
    /without a data tier/,
    /tiers\.data/,
  ],
  [
    "443 at the web tier",
    { [own]: service, "workloads[0].tiers.web": { port: 8443 } },
    "workloads[0].tiers.web.port",
    /8443/,
    /443/,
  ],
  [
    "a name of its own",
    {
      [own]: service,
      "workloads[2].service": { ...service, image: image.replace("111", "113") },
    },
    "workloads[2].service.domainName",
    /already that of workloads\[0\]\.service/,
    /a name of its own/,
  ],
];

describe("settings of a service", () => {
  for (const [title, changes, path, found, allowed] of mistakes) {
    it(`need ${title}`, () => {
      const problems = problemsOf(changes);
      assert.deepEqual(
        problems.map((problem) => problem.path),
        [`landing-zone:${path}`],
      );
      assert.match(problems[0]!.found, found);
      assert.match(problems[0]!.allowed, allowed);
    });
  }

  it("ask for no endpoints where there is a way to the internet", () =>
    assert.deepEqual(
      problemsOf({
        [own]: service,
        "workloads[0].internetEgress": true,
        "network.hub.interfaceEndpoints": ["kms"],
      }),
      [],
    ));

  it("ask for Secrets Manager's endpoint only where there are secrets", () =>
    assert.deepEqual(
      problemsOf({ [own]: service, "network.hub.interfaceEndpoints": ["ecr.api", "ecr.dkr", "logs"] }),
      [],
    ));

  it("take certificates of both Regions", () =>
    assert.deepEqual(
      problemsOf({
        [own]: {
          ...service,
          domainName: "booking.example.com",
          certificateArn: certificate("eu-west-2"),
          edge: { certificateArn: certificate("us-east-1") },
        },
      }),
      [],
    ));
});
