import * as pulumi from "@pulumi/pulumi";
import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import { type SpokeTier } from "../../settings/addresses/layout";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { type AccessLogDestinations } from "../logging/access-logs";
import { type SpokeGroup } from "../network/spoke-plan";
import { type VpcNetwork } from "../network/vpc-network";
import { type ContainerArgs, loadAwsx } from "./awsx";
import { Database } from "./database";
import { databaseSignInPolicy, executionPolicy, taskTrustPolicy } from "./service-policies";
import { type Placement, type ServicePlan } from "./service-plan";

export interface ServiceArgs {
  readonly plan: ServicePlan;
  readonly network: VpcNetwork<SpokeTier, SpokeGroup>;
  /** Certificate of the load balancer, issued. */
  readonly certificateArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogDestinations["loadBalancers"];
  /** Key and retention of the service's log groups. */
  readonly logs: { readonly keyArn: pulumi.Input<string>; readonly retentionDays: LogRetentionDays };
  /** Provider of the workload's account, which awsx's components take apart from their own. */
  readonly account: pulumi.ProviderResource;
}

/** Name of the service's container, and the first part of its log streams. */
const containerName = "app";

/** Containers in the app tier behind an internal load balancer in the web tier, and their database in the data tier. */
export class Service extends pulumi.ComponentResource {
  readonly loadBalancerArn: pulumi.Output<string>;
  readonly loadBalancerDnsName: pulumi.Output<string>;
  readonly loadBalancerZoneId: pulumi.Output<string>;
  /** `app/NAME/0123…` and `targetgroup/NAME/0123…`: what metrics are named by. */
  readonly loadBalancerSuffix: pulumi.Output<string>;
  readonly targetGroupSuffix: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly serviceName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  readonly database: Database | undefined;

  constructor(name: string, args: ServiceArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:service:Service", name, {}, opts);
    const { plan, network, account, accessLogs } = args;
    const own = { parent: this };
    const awsx = loadAwsx();
    const components = {
      parent: this,
      provider: new awsx.Provider(`${name}-components`, {}, own),
      providers: { aws: account },
    };
    this.database = plan.database && this.makeDatabase(name, args);

    const toArchive = { bucket: accessLogs.bucket, prefix: accessLogs.prefix, enabled: true };
    const { listener, target, desyncMitigationMode, deletionProtection } = plan.loadBalancer;
    const balancer = new awsx.ApplicationLoadBalancer(
      plan.shortName,
      {
        internal: true,
        ...place(network, plan.placement.loadBalancer),
        accessLogs: toArchive,
        connectionLogs: toArchive,
        dropInvalidHeaderFields: true,
        desyncMitigationMode,
        enableDeletionProtection: deletionProtection,
        defaultTargetGroup: {
          port: target.port,
          protocol: target.protocol,
          targetType: "ip",
          deregistrationDelay: 30,
          healthCheck: {
            path: target.healthPath,
            protocol: target.protocol,
            matcher: "200",
            interval: 15,
            timeout: 5,
            healthyThreshold: 2,
            unhealthyThreshold: 3,
          },
        },
        listeners: [
          { ...listener, certificateArn: args.certificateArn, routingHttpResponseServerEnabled: false },
        ],
        tags: { Name: name },
      },
      { ...components, protect: deletionProtection },
    );
    const group = new cloudwatch.LogGroup(
      `${name}-service`,
      {
        retentionInDays: args.logs.retentionDays,
        kmsKeyId: args.logs.keyArn,
        skipDestroy: true,
        tags: { Name: `${name}-service` },
      },
      { ...own, retainOnDelete: true },
    );
    const cluster = new ecs.Cluster(
      name,
      {
        settings: [{ name: "containerInsights", value: plan.insights ? "enhanced" : "disabled" }],
        tags: { Name: name },
      },
      own,
    );
    const { executionRoleArn, taskRoleArn } = this.makeRoles(name, plan, group.arn);
    const service = new awsx.FargateService(
      name,
      {
        cluster: cluster.arn,
        desiredCount: plan.scaling.minTasks,
        platformVersion: "LATEST",
        propagateTags: "SERVICE",
        enableEcsManagedTags: true,
        availabilityZoneRebalancing: "ENABLED",
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        healthCheckGracePeriodSeconds: 60,
        networkConfiguration: {
          assignPublicIp: false,
          subnets: place(network, plan.placement.tasks).subnetIds,
          securityGroups: place(network, plan.placement.tasks).securityGroups,
        },
        loadBalancers: [
          {
            containerName,
            containerPort: target.port,
            targetGroupArn: balancer.defaultTargetGroup.apply(({ arn }) => arn),
          },
        ],
        taskDefinitionArgs: {
          cpu: `${plan.task.cpu}`,
          memory: `${plan.task.memory}`,
          executionRole: { roleArn: executionRoleArn },
          taskRole: { roleArn: taskRoleArn },
          logGroup: { skip: true },
          volumes: [{ name: "tmp" }],
          container: this.container(plan, group.name),
        },
        tags: { Name: name },
      },
      // The target group takes tasks only once the listener forwards to it.
      { ...components, dependsOn: [balancer], transforms: [leaveCountToScaling] },
    );

    this.loadBalancerArn = balancer.loadBalancer.apply(({ arn }) => arn);
    this.loadBalancerDnsName = balancer.loadBalancer.apply(({ dnsName }) => dnsName);
    this.loadBalancerZoneId = balancer.loadBalancer.apply(({ zoneId }) => zoneId);
    this.loadBalancerSuffix = balancer.loadBalancer.apply(({ arnSuffix }) => arnSuffix);
    this.targetGroupSuffix = balancer.defaultTargetGroup.apply(({ arnSuffix }) => arnSuffix);
    this.clusterName = cluster.name;
    this.serviceName = service.service.apply((made) => made.name);
    this.logGroupName = group.name;
    this.scale(name, plan);
    this.registerOutputs({ loadBalancerArn: this.loadBalancerArn, serviceName: this.serviceName });
  }

  private makeDatabase(name: string, { plan, network, logs }: ServiceArgs): Database {
    const { subnetIds, securityGroups } = place(network, plan.database!.placement);
    const { accountId, region, partition } = plan;
    return new Database(
      `${name}-data`,
      {
        plan: plan.database!,
        accountId,
        region,
        partition,
        subnetIds,
        securityGroupIds: securityGroups,
        logs,
      },
      { parent: this },
    );
  }

  private makeRoles(name: string, plan: ServicePlan, logGroupArn: pulumi.Output<string>) {
    const own = { parent: this };
    const role = (key: string, description: string): iam.Role =>
      new iam.Role(`${name}-${key}`, { description, assumeRolePolicy: taskTrustPolicy(plan) }, own);
    const execution = role("execution", "Pulls the image, writes the log and reads the secrets");
    const task = role("task", "What the containers may do");
    const allowed = [
      new iam.RolePolicy(
        `${name}-execution`,
        { role: execution.id, policy: logGroupArn.apply((arn) => executionPolicy(plan, arn)) },
        own,
      ),
      ...(this.database
        ? [
            new iam.RolePolicy(
              `${name}-task-database`,
              {
                role: task.id,
                policy: this.database.resourceId.apply((id) => databaseSignInPolicy(plan, id)),
              },
              own,
            ),
          ]
        : []),
    ];
    // Tasks start at once and need their rights by then, so the ARNs come by way of the policies.
    const after = pulumi.all(allowed.map(({ id }) => id));
    return {
      executionRoleArn: pulumi.all([execution.arn, after]).apply(([arn]) => arn),
      taskRoleArn: pulumi.all([task.arn, after]).apply(([arn]) => arn),
    };
  }

  private container(plan: ServicePlan, logGroup: pulumi.Output<string>): ContainerArgs {
    const { database } = plan;
    const environment: Array<[string, pulumi.Input<string>]> = [
      ["PORT", `${plan.loadBalancer.target.port}`],
      ...(database && this.database
        ? ([
            ["DATABASE_HOST", this.database.address],
            ["DATABASE_PORT", `${database.port}`],
            ["DATABASE_NAME", database.databaseName],
            ["DATABASE_USER", database.user],
          ] satisfies Array<[string, pulumi.Input<string>]>)
        : []),
      ...Object.entries(plan.task.environment),
    ];
    return {
      name: containerName,
      image: plan.task.image,
      essential: true,
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      portMappings: [{ containerPort: plan.loadBalancer.target.port }],
      environment: environment.map(([key, value]) => ({ name: key, value })),
      secrets: Object.entries(plan.task.secrets).map(([key, valueFrom]) => ({ name: key, valueFrom })),
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": logGroup,
          "awslogs-region": plan.region,
          "awslogs-stream-prefix": containerName,
          // A log that cannot be reached does not stop the service.
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
      mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }],
    };
  }

  private scale(name: string, { scaling }: ServicePlan): void {
    const own = { parent: this };
    const target = new appautoscaling.Target(
      name,
      {
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: pulumi.interpolate`service/${this.clusterName}/${this.serviceName}`,
        minCapacity: scaling.minTasks,
        maxCapacity: scaling.maxTasks,
      },
      own,
    );
    const policy = (
      key: string,
      targetValue: number,
      metric: { predefinedMetricType: string; resourceLabel?: pulumi.Input<string> },
    ): void => {
      new appautoscaling.Policy(
        `${name}-${key}`,
        {
          policyType: "TargetTrackingScaling",
          serviceNamespace: target.serviceNamespace,
          scalableDimension: target.scalableDimension,
          resourceId: target.resourceId,
          targetTrackingScalingPolicyConfiguration: {
            targetValue,
            predefinedMetricSpecification: metric,
            scaleInCooldown: 300,
            scaleOutCooldown: 60,
          },
        },
        own,
      );
    };
    policy("cpu", scaling.cpuPercent, { predefinedMetricType: "ECSServiceAverageCPUUtilization" });
    policy("requests", scaling.requestsPerTask, {
      predefinedMetricType: "ALBRequestCountPerTarget",
      resourceLabel: pulumi.interpolate`${this.loadBalancerSuffix}/${this.targetGroupSuffix}`,
    });
  }
}

/** How many tasks run is the scaling's to say, once they run. */
function leaveCountToScaling({
  type,
  props,
  opts,
}: pulumi.ResourceTransformArgs): pulumi.ResourceTransformResult | undefined {
  if (type !== "aws:ecs/service:Service") return undefined;
  return { props, opts: { ...opts, ignoreChanges: [...(opts.ignoreChanges ?? []), "desiredCount"] } };
}

/** Subnets and groups of a part, in the network. */
function place(network: VpcNetwork<SpokeTier, SpokeGroup>, { tier, groups }: Placement) {
  return {
    subnetIds: network.subnetsOf(tier).map((subnet) => subnet.id),
    securityGroups: groups.map((group) => network.group(group).id),
  };
}
