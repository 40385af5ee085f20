import type { Call } from "../model/call";
import { by, holds, type, uses, usesArn, type Model, type Naming } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str, strings, yes, type Props } from "../model/values";
import { name } from "./names";
import { KEY, ROLE, SECURITY_GROUP, SUBNET, TOPIC } from "./tokens";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const CLUSTER_PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const OPTIONS = "aws:rds/optionGroup:OptionGroup";

function identifier(property: string): Naming {
  return {
    property,
    max: 63,
    code: "InvalidParameterValue",
    lowerCase: true,
    pattern: /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/,
    rule: "lower-case letters, digits and single hyphens, beginning with a letter",
  };
}

const PORTS: Readonly<Record<string, number>> = {
  postgres: 5_432,
  "aurora-postgresql": 5_432,
  mysql: 3_306,
  "aurora-mysql": 3_306,
  mariadb: 3_306,
};

function port(inputs: Props): number {
  return num(inputs, "port") ?? PORTS[str(inputs, "engine") ?? ""] ?? 1_521;
}

/** Both kinds refuse to go while protected, or without saying what becomes of the data. */
function refuseLoss(call: Call, what: string): void {
  if (yes(call.inputs, "deletionProtection")) {
    refuse(
      "InvalidParameterCombination",
      `Cannot delete protected ${what}, please disable deletion protection and try again.`,
    );
  }
  if (!yes(call.inputs, "skipFinalSnapshot") && call.text("finalSnapshotIdentifier") === "") {
    refuse(
      "InvalidParameterCombination",
      "final_snapshot_identifier is required when skip_final_snapshot is false",
    );
  }
}

function endpointOf(call: Call, host: string, kind = ""): string {
  return `${host}.${kind}${call.account.slice(-4)}sandbox.${call.region}.rds.${call.dnsSuffix}`;
}

const common = {
  vpcSecurityGroupIds: holds(SECURITY_GROUP),
  kmsKeyId: usesArn(KEY),
  monitoringRoleArn: usesArn(ROLE),
} as const;

const instance = type(
  INSTANCE,
  (call) => `db-${call.cloud.mint(`${call.account}/${call.urn}`, 26).toUpperCase()}`,
  {
    arn: "rds:{region}:{account}:db:{identifier}",
    defaults: {
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: false,
      dedicatedLogVolume: false,
      deleteAutomatedBackups: true,
      monitoringInterval: 0,
      performanceInsightsEnabled: false,
      publiclyAccessible: false,
      skipFinalSnapshot: false,
    },
    replace: [
      "availabilityZone",
      "characterSetName",
      "dbName",
      "engine",
      "kmsKeyId",
      "storageEncrypted",
      "timezone",
      "username",
    ],
    naming: identifier("identifier"),
    references: {
      ...common,
      dbSubnetGroupName: holds(SUBNET_GROUP),
      parameterGroupName: by("name", uses(PARAMETERS)),
      optionGroupName: by("name", uses(OPTIONS)),
    },
    unique: [
      {
        by: ["identifier"],
        within: "region",
        refusal: ["DBInstanceAlreadyExists", "DB instance already exists: {identifier}"],
      },
    ],
    notFound: ["DBInstanceNotFound", "DBInstance {id} not found."],
    check: (inputs) => {
      const days = num(inputs, "backupRetentionPeriod");
      if (days !== undefined && (days < 0 || days > 35)) {
        refuse(
          "InvalidParameterValue",
          `Invalid backup retention period: ${days}. Must be between 0 and 35.`,
          "backupRetentionPeriod",
        );
      }
      if (yes(inputs, "manageMasterUserPassword") && inputs.password !== undefined) {
        refuse(
          "InvalidParameterCombination",
          "You can't specify MasterUserPassword while ManageMasterUserPassword is on",
          "password",
        );
      }
    },
    outputs: (call) => {
      const address = endpointOf(call, call.text("identifier"));
      const own = port(call.inputs);
      return {
        address,
        endpoint: `${address}:${own}`,
        port: own,
        resourceId: call.id,
        status: "available",
        engineVersionActual: call.text("engineVersion"),
        caCertIdentifier: call.text("caCertIdentifier") || "rds-ca-rsa2048-g1",
        storageType: call.text("storageType") || "gp3",
        multiAz: yes(call.inputs, "multiAz"),
        hostedZoneId: `Z${call.derived("zone", 13).toUpperCase()}`,
        masterUserSecrets: managedSecret(call),
      };
    },
    release: (call) => refuseLoss(call, "DB Instance"),
  },
);

function managedSecret(call: Call): Props[] {
  if (!yes(call.inputs, "manageMasterUserPassword")) return [];
  const secretArn = call.arnOf(
    `secretsmanager:${call.region}:${call.account}:secret:rds!${call.id}-${call.derived("secret", 6)}`,
  );
  return [{ secretArn, secretStatus: "active", kmsKeyId: call.text("masterUserSecretKmsKeyId") }];
}

const cluster = type(CLUSTER, "{clusterIdentifier}", {
  arn: "rds:{region}:{account}:cluster:{clusterIdentifier}",
  defaults: {
    copyTagsToSnapshot: false,
    deleteAutomatedBackups: true,
    engineMode: "provisioned",
    skipFinalSnapshot: false,
  },
  replace: [
    "clusterIdentifier",
    "databaseName",
    "engine",
    "engineMode",
    "kmsKeyId",
    "masterUsername",
    "storageEncrypted",
    "availabilityZones",
    "dbSubnetGroupName",
  ],
  naming: identifier("clusterIdentifier"),
  references: {
    ...common,
    dbSubnetGroupName: holds(SUBNET_GROUP),
    dbClusterParameterGroupName: by("name", uses(CLUSTER_PARAMETERS)),
  },
  unique: [
    {
      by: ["clusterIdentifier"],
      within: "region",
      refusal: ["DBClusterAlreadyExistsFault", "DB Cluster already exists: {clusterIdentifier}"],
    },
  ],
  notFound: ["DBClusterNotFoundFault", "DBCluster {id} not found."],
  inUse: [
    "InvalidDBClusterStateFault",
    "Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
  ],
  outputs: (call) => ({
    endpoint: endpointOf(call, call.id, "cluster-"),
    readerEndpoint: endpointOf(call, call.id, "cluster-ro-"),
    port: port(call.inputs),
    clusterResourceId: `cluster-${call.derived("resource", 26).toUpperCase()}`,
    engineVersionActual: call.text("engineVersion"),
    masterUserSecrets: managedSecret(call),
    backupRetentionPeriod: num(call.inputs, "backupRetentionPeriod") ?? 1,
  }),
  release: (call) => refuseLoss(call, "Cluster"),
});

/** A named group of parameters or options. */
function group(token: string, arnPart: string, replace: readonly string[], inUse: string): Model {
  return type(token, "{name}", {
    arn: `rds:{region}:{account}:${arnPart}:{name}`,
    defaults: { description: "Managed by Pulumi" },
    replace: ["name", "namePrefix", "description", ...replace],
    naming: { ...identifier("name"), max: 255 },
    inUse: [inUse, "{id} is in use"],
  });
}

export const databaseTypes: readonly Model[] = [
  instance,
  cluster,
  type("aws:rds/clusterInstance:ClusterInstance", "{identifier}", {
    arn: "rds:{region}:{account}:db:{identifier}",
    defaults: {
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: false,
      monitoringInterval: 0,
      promotionTier: 0,
    },
    replace: ["clusterIdentifier", "engine", "identifier", "availabilityZone", "publiclyAccessible"],
    naming: identifier("identifier"),
    references: { clusterIdentifier: holds(CLUSTER), monitoringRoleArn: usesArn(ROLE) },
    outputs: (call) => ({
      endpoint: endpointOf(call, call.id),
      dbiResourceId: `db-${call.derived("resource", 26).toUpperCase()}`,
      port: port(call.inputs),
      writer: true,
      storageEncrypted: yes(
        call.find(CLUSTER, call.text("clusterIdentifier"))?.properties,
        "storageEncrypted",
      ),
    }),
  }),
  type(SUBNET_GROUP, "{name}", {
    arn: "rds:{region}:{account}:subgrp:{name}",
    defaults: { description: "Managed by Pulumi" },
    replace: ["name", "namePrefix"],
    naming: {
      ...name(
        255,
        "InvalidParameterValue",
        /^(?!default$)[ .a-z0-9_-]+$/,
        "lower-case letters, digits, spaces and ._- only, not default",
      ),
      lowerCase: true,
    },
    references: { subnetIds: holds(SUBNET) },
    unique: [
      {
        by: ["name"],
        within: "region",
        refusal: ["DBSubnetGroupAlreadyExists", "The DB subnet group '{name}' already exists."],
      },
    ],
    notFound: ["DBSubnetGroupNotFoundFault", "DB subnet group '{id}' does not exist."],
    inUse: [
      "InvalidDBSubnetGroupStateFault",
      "Cannot delete the subnet group '{id}' because at least one database instance is still using it.",
    ],
    admit: (call) => {
      const zones = new Set(
        strings(call.inputs, "subnetIds").map((id) =>
          str(call.find(SUBNET, id)?.properties, "availabilityZone"),
        ),
      );
      if (zones.size < 2) {
        refuse(
          "DBSubnetGroupDoesNotCoverEnoughAZs",
          "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Please add subnets to cover at least 2 AZs.",
          "subnetIds",
        );
      }
    },
    outputs: (call) => ({
      vpcId: str(call.find(SUBNET, strings(call.inputs, "subnetIds")[0] ?? "")?.properties, "vpcId"),
      supportedNetworkTypes: ["IPV4"],
    }),
  }),
  group(PARAMETERS, "pg", ["family"], "InvalidDBParameterGroupState"),
  group(CLUSTER_PARAMETERS, "cluster-pg", ["family"], "InvalidDBParameterGroupState"),
  type(OPTIONS, "{name}", {
    arn: "rds:{region}:{account}:og:{name}",
    defaults: { optionGroupDescription: "Managed by Pulumi" },
    replace: ["name", "namePrefix", "engineName", "majorEngineVersion", "optionGroupDescription"],
    naming: { ...identifier("name"), max: 255 },
  }),
  type("aws:rds/eventSubscription:EventSubscription", "{name}", {
    arn: "rds:{region}:{account}:es:{name}",
    defaults: { enabled: true },
    replace: ["name", "namePrefix"],
    naming: name(255, "InvalidParameterValue"),
    references: { snsTopic: usesArn(TOPIC) },
    outputs: (call) => ({ customerAwsId: call.account }),
  }),
];
