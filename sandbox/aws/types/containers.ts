import type { Call } from "../model/call";
import { holds, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, objects, str, type Props } from "../model/values";
import { TARGET_GROUP } from "./load-balancer";
import { name, taken, WORD, WORD_RULE } from "./names";
import { KEY, ROLE, SECURITY_GROUP, SUBNET } from "./tokens";

const CLUSTER = "aws:ecs/cluster:Cluster";
const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const REPOSITORY = "aws:ecr/repository:Repository";
const TARGET = "aws:appautoscaling/target:Target";
const SCHEDULE_GROUP = "aws:scheduler/scheduleGroup:ScheduleGroup";

const wordName = (max: number, code: string) => name(max, code, WORD, WORD_RULE);

/** Fargate's sizes: memory in MiB that goes with each number of CPU units. Source: "Fargate task definition" (ECS guide), 2026-06. */
const FARGATE: Readonly<Record<string, readonly [from: number, to: number]>> = {
  "256": [512, 2_048],
  "512": [1_024, 4_096],
  "1024": [2_048, 8_192],
  "2048": [4_096, 16_384],
  "4096": [8_192, 30_720],
  "8192": [16_384, 61_440],
  "16384": [32_768, 122_880],
};

function checkTask(inputs: Props): void {
  const text = str(inputs, "containerDefinitions");
  if (text !== undefined) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch (error) {
      refuse(
        "ClientException",
        `ECS Task Definition container_definitions is invalid: ${error instanceof Error ? error.message : ""}`,
        "containerDefinitions",
      );
    }
    if (!Array.isArray(parsed) || parsed.length === 0)
      refuse(
        "ClientException",
        "Container definitions must be a list of at least one",
        "containerDefinitions",
      );
  }
  const fargate =
    Array.isArray(inputs.requiresCompatibilities) && inputs.requiresCompatibilities.includes("FARGATE");
  const [cpu, memory] = [str(inputs, "cpu"), num(inputs, "memory")];
  if (!fargate || cpu === undefined || memory === undefined) return;
  const range = FARGATE[cpu];
  if (range === undefined || memory < range[0] || memory > range[1]) {
    refuse(
      "ClientException",
      `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory.`,
      "memory",
    );
  }
}

const cluster = type(CLUSTER, "{arn}", {
  arn: "ecs:{region}:{account}:cluster/{name}",
  replace: ["name"],
  naming: wordName(255, "InvalidParameterException"),
  notFound: ["ClusterNotFoundException", "Cluster not found: {id}"],
  inUse: [
    "ClusterContainsServicesException",
    "The Cluster cannot be deleted while Services are active: {id}",
  ],
});

/** A task definition's revisions count up; each is a resource of its own. */
const task = type(TASK, "{family}", {
  replace: ["*"],
  references: { executionRoleArn: usesArn(ROLE), taskRoleArn: usesArn(ROLE) },
  adopted: true,
  lengths: { family: [255, "ClientException"] },
  defaults: { skipDestroy: false, trackLatest: false, enableFaultInjection: false },
  check: checkTask,
  outputs: (call) => {
    const revision = (num(call.find(TASK, call.text("family"))?.properties, "revision") ?? 0) + 1;
    const base = call.arnOf(`ecs:${call.region}:${call.account}:task-definition/${call.text("family")}`);
    return {
      revision,
      arn: `${base}:${revision}`,
      arnWithoutRevision: base,
      networkMode: call.text("networkMode") || "bridge",
    };
  },
});

/** Name of a cluster given by name, ARN or not at all. */
function clusterName(text: string): string {
  return text === "" ? "default" : (text.split("/").at(-1) ?? "");
}

const service = type(
  SERVICE,
  (call) =>
    call.arnOf(
      `ecs:${call.region}:${call.account}:service/${clusterName(call.text("cluster"))}/${call.text("name")}`,
    ),
  {
    defaults: {
      deploymentMaximumPercent: 200,
      deploymentMinimumHealthyPercent: 100,
      enableEcsManagedTags: false,
      enableExecuteCommand: false,
      schedulingStrategy: "REPLICA",
      waitForSteadyState: false,
    },
    replace: ["name", "cluster", "launchType", "schedulingStrategy", "enableEcsManagedTags"],
    naming: wordName(255, "InvalidParameterException"),
    references: {
      cluster: { ...usesArn(CLUSTER), holds: true, anywhere: false },
      "networkConfiguration.subnets": holds(SUBNET),
      "networkConfiguration.securityGroups": holds(SECURITY_GROUP),
      "loadBalancers.targetGroupArn": { ...usesArn(TARGET_GROUP), holds: true, anywhere: false },
    },
    unique: [
      {
        by: ["name", "cluster"],
        within: "region",
        refusal: ["InvalidParameterException", "Creation of service was not idempotent: {name}"],
      },
    ],
    admit: (call) => {
      const wanted = call.text("taskDefinition");
      const known = call
        .peers(TASK)
        .some(({ id, properties }) =>
          [
            id,
            properties.arn,
            properties.arnWithoutRevision,
            `${id}:${String(properties.revision)}`,
          ].includes(wanted),
        );
      if (wanted !== "" && !known)
        refuse("ClientException", `TaskDefinition not found: ${wanted}`, "taskDefinition");
      if (
        call.text("launchType") === "FARGATE" &&
        objects(call.inputs, "networkConfiguration").length === 0
      ) {
        refuse(
          "InvalidParameterException",
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
          "networkConfiguration",
        );
      }
    },
    outputs: (call) => ({
      arn: call.id,
      launchType: call.text("launchType") || "EC2",
      platformVersion:
        call.text("platformVersion") || (call.text("launchType") === "FARGATE" ? "LATEST" : ""),
      availabilityZoneRebalancing: call.text("availabilityZoneRebalancing") || "ENABLED",
      cluster: call.text("cluster") || call.arnOf(`ecs:${call.region}:${call.account}:cluster/default`),
    }),
  },
);

const repositoryName = {
  ...name(
    256,
    "InvalidParameterException",
    /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/,
    "lower-case letters, digits and single ._-/ between them",
  ),
  lowerCase: true,
};

const ofRepository = { repository: uses(REPOSITORY) } as const;

const registry: readonly Model[] = [
  type(REPOSITORY, "{name}", {
    arn: "ecr:{region}:{account}:repository/{name}",
    defaults: { imageTagMutability: "MUTABLE" },
    replace: ["name", "encryptionConfigurations"],
    naming: repositoryName,
    references: { "encryptionConfigurations.kmsKey": usesArn(KEY) },
    unique: taken(
      "RepositoryAlreadyExistsException",
      "The repository with name '{name}' already exists in the registry",
    ),
    notFound: [
      "RepositoryNotFoundException",
      "The repository with name '{id}' does not exist in the registry",
    ],
    outputs: (call) => ({
      registryId: call.account,
      repositoryUrl: `${call.account}.dkr.ecr.${call.region}.${call.dnsSuffix}/${call.text("name")}`,
    }),
  }),
  type("aws:ecr/repositoryPolicy:RepositoryPolicy", "{repository}", {
    replace: ["repository"],
    references: ofRepository,
    documents: { policy: "ecr" },
    outputs: registryId,
  }),
  type("aws:ecr/lifecyclePolicy:LifecyclePolicy", "{repository}", {
    replace: ["repository", "policy"],
    references: ofRepository,
    lengths: { policy: [30_720, "InvalidParameterException"] },
    outputs: registryId,
  }),
  type("aws:ecr/registryPolicy:RegistryPolicy", "{account}", {
    documents: { policy: "resource" },
    outputs: registryId,
  }),
  type("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", "{account}", {
    adopted: true,
    outputs: registryId,
  }),
  type("aws:ecr/replicationConfiguration:ReplicationConfiguration", "{account}", {
    adopted: true,
    outputs: registryId,
  }),
  type("aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "{ecrRepositoryPrefix}", {
    replace: ["ecrRepositoryPrefix", "upstreamRegistryUrl"],
    outputs: registryId,
  }),
];

function registryId(call: Call): { registryId: string } {
  return { registryId: call.account };
}

/** A policy and a schedule act on a registered target. */
function needsTarget(call: Call): void {
  const { resourceId = "", scalableDimension = "", serviceNamespace = "" } = call.inputs;
  if (call.peers(TARGET, { resourceId, scalableDimension, serviceNamespace }).length === 0) {
    refuse(
      "ObjectNotFoundException",
      `No scalable target registered for service namespace: ${String(serviceNamespace)}, resource ID: ${String(resourceId)}, scalable dimension: ${String(scalableDimension)}`,
    );
  }
}

const scaling: readonly Model[] = [
  type(TARGET, "{resourceId}", {
    replace: ["resourceId", "scalableDimension", "serviceNamespace"],
    references: { roleArn: usesArn(ROLE) },
    check: (inputs) => {
      const [low, high] = [num(inputs, "minCapacity"), num(inputs, "maxCapacity")];
      if (low !== undefined && high !== undefined && low > high)
        refuse(
          "ValidationException",
          "Minimum capacity cannot be greater than maximum capacity",
          "minCapacity",
        );
    },
    outputs: (call) => ({
      arn: call.arnOf(
        `application-autoscaling:${call.region}:${call.account}:scalable-target/${call.derived("target", 36)}`,
      ),
      roleArn:
        call.text("roleArn") ||
        call.arnOf(
          `iam::${call.account}:role/aws-service-role/${call.text("serviceNamespace")}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling`,
        ),
    }),
  }),
  type("aws:appautoscaling/policy:Policy", "{name}", {
    defaults: { policyType: "StepScaling" },
    deleteBeforeReplace: true,
    replace: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    naming: name(255, "ValidationException"),
    admit: needsTarget,
    outputs: (call) => ({
      arn: call.arnOf(
        `autoscaling:${call.region}:${call.account}:scalingPolicy:${call.derived("policy", 36)}:resource/${call.text("serviceNamespace")}/${call.text("resourceId")}:policyName/${call.text("name")}`,
      ),
    }),
  }),
  type("aws:appautoscaling/scheduledAction:ScheduledAction", "{name}-{serviceNamespace}-{resourceId}", {
    defaults: { timezone: "UTC" },
    replace: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    naming: name(255, "ValidationException"),
    admit: needsTarget,
    outputs: (call) => ({
      arn: call.arnOf(
        `autoscaling:${call.region}:${call.account}:scheduledAction:${call.derived("action", 36)}`,
      ),
    }),
  }),
  type(SCHEDULE_GROUP, "{name}", {
    arn: "scheduler:{region}:{account}:schedule-group/{name}",
    replace: ["name"],
    naming: name(64, "ValidationException", /^[\w.-]+$/, "letters, digits and _.- only"),
    unique: taken("ConflictException", "Schedule group {name} already exists."),
    notFound: ["ResourceNotFoundException", "Schedule group {id} does not exist."],
    outputs: () => ({
      state: "ACTIVE",
      creationDate: "2026-01-01T00:00:00Z",
      lastModificationDate: "2026-01-01T00:00:00Z",
    }),
  }),
  type(
    "aws:scheduler/schedule:Schedule",
    (call) => `${call.text("groupName") || "default"}/${call.text("name")}`,
    {
      defaults: { scheduleExpressionTimezone: "UTC", state: "ENABLED" },
      replace: ["name", "namePrefix", "groupName"],
      naming: name(64, "ValidationException", /^[\w.-]+$/, "letters, digits and _.- only"),
      references: { "target.roleArn": usesArn(ROLE), kmsKeyArn: usesArn(KEY) },
      check: (inputs) => {
        const text = str(inputs, "scheduleExpression");
        if (
          text !== undefined &&
          !/^(rate\(.+\)|cron\(\S+( \S+){5}\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/.test(text)
        ) {
          refuse("ValidationException", `Invalid Schedule Expression ${text}.`, "scheduleExpression");
        }
      },
      admit: (call) => {
        const group = call.text("groupName");
        if (group !== "" && group !== "default" && call.find(SCHEDULE_GROUP, group) === undefined)
          refuse("ResourceNotFoundException", `Schedule group ${group} does not exist.`, "groupName");
      },
      outputs: (call) => ({
        arn: call.arnOf(
          `scheduler:${call.region}:${call.account}:schedule/${call.text("groupName") || "default"}/${call.text("name")}`,
        ),
        groupName: call.text("groupName") || "default",
      }),
    },
  ),
];

export const containerTypes: readonly Model[] = [
  cluster,
  task,
  service,
  type("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "{clusterName}", {
    replace: ["clusterName"],
    references: { clusterName: { to: [CLUSTER], by: "name", holds: false, anywhere: false } },
  }),
  ...registry,
  ...scaling,
];
