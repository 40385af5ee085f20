import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import { type PlaceExpectations } from "../../functions/heartbeat/facts";
import { LambdaFunction } from "../functions/lambda-function";
import { type DeadLetters } from "./dead-letters";
import { type DetectionBus } from "./event-bus";
import { type HubParts } from "./hub-parts";
import { contractOf } from "./member-roles-plan";
import { DEPLOYMENT_PATH, DIRECTORY_PATH, RESPONDER_ROLES, type Responder } from "./names";
import { busRules, CONCURRENCY, expectations, RESPONDERS, schedules } from "./responders-plan";

/** What the repair of security groups is told. */
export interface GroupRepair {
  /** Names of environments whose groups are repaired. */
  readonly environments: readonly string[];
  readonly ports: readonly number[];
  /** Told and recorded, and nothing changed. */
  readonly dryRun: boolean;
}

/** How owners are written to. */
export interface Mail {
  readonly from: string;
  readonly identityArn: pulumi.Input<string>;
  /** Domains that a mailbox in a tag may have. */
  readonly domains: readonly string[];
  readonly securityEmail: string;
}

export interface RespondersArgs extends HubParts {
  readonly bus: DetectionBus;
  readonly deadLetters: DeadLetters;
  /** Bucket of the records before and after a repair. */
  readonly recordsBucket: pulumi.Input<string>;
  /** Trails that are looked at by the clock. */
  readonly trailArns: ReadonlyArray<pulumi.Input<string>>;
  /** Rules that the heartbeat expects in every account and Region. */
  readonly ruleNames: readonly string[];
  /** What it expects in some places only. */
  readonly places: pulumi.Input<readonly PlaceExpectations[]>;
  readonly groups: GroupRepair;
  readonly mail: Mail;
}

type Variables = Record<string, pulumi.Input<string>>;

/** The functions that look into every account and repair there, each set going by events of the bus, by the clock, or both. */
export class Responders extends pulumi.ComponentResource {
  readonly functions: ReadonlyMap<Responder, LambdaFunction>;

  constructor(
    private readonly name: string,
    private readonly args: RespondersArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("landing-zone:detection:Responders", name, {}, opts);
    this.functions = new Map(RESPONDERS.map((responder) => [responder, this.deploy(responder)]));
    for (const { responder, key, pattern } of busRules()) {
      const rule = new cloudwatch.EventRule(
        `${name}-${responder}-${key}`,
        {
          eventBusName: args.bus.name,
          description: `To ${responder}, at once`,
          eventPattern: pattern,
          tags: { Name: `${name}-${responder}` },
        },
        { parent: this },
      );
      this.invoke(`${name}-${responder}-${key}`, rule, responder, args.bus.name);
    }
    for (const [schedule, responders] of schedules()) {
      const part = schedule.replace(/^rate\((\d+) (\w+)\)$/, "every-$1-$2");
      const rule = new cloudwatch.EventRule(
        `${name}-${part}`,
        {
          description: `By the clock: ${responders.join(", ")}`,
          scheduleExpression: schedule,
          tags: { Name: `${name}-${part}` },
        },
        { parent: this },
      );
      for (const responder of responders) this.invoke(`${name}-${part}-${responder}`, rule, responder);
    }
    this.registerOutputs();
  }

  private deploy(responder: Responder): LambdaFunction {
    const { args } = this;
    const contract = contractOf(responder);
    return new LambdaFunction(
      `${this.name}-${responder}`,
      {
        ...args,
        contract,
        roleName: RESPONDER_ROLES[responder].own,
        concurrency: CONCURRENCY[responder],
        deadLetterQueueArn: args.deadLetters.arn,
        variables: {
          MEMBER_ROLE_NAME: RESPONDER_ROLES[responder].member,
          DIRECTORY_PATH,
          PARTITION: args.partition,
          ...this.variables(responder),
        },
        values: { "organization id": args.organizationId, "identity of MAIL_FROM": args.mail.identityArn },
      },
      { parent: this },
    );
  }

  /** Variables beside those that all of them have. */
  private variables(responder: Responder): Variables {
    const { topics, table, recordsBucket, trailArns, groups, mail, ruleNames, places, deployment } =
      this.args;
    const keepsLogging: Variables = {
      ARCHIVE_BUCKET: recordsBucket,
      STATE_TABLE: table.name,
      DEPLOYMENT_PATH,
      TOPIC_HIGH: topics.bySeverity.high,
      DEPLOYMENT_ROLES: deployment.roleName,
    };
    switch (responder) {
      case "heartbeat":
        return {
          STATE_TABLE: table.name,
          TOPIC_CRITICAL: topics.bySeverity.critical,
          EXPECTATIONS: pulumi.output(places).apply((known) => expectations(ruleNames, known)),
        };
      case "repair-security-groups":
        return {
          ARCHIVE_BUCKET: recordsBucket,
          MAIL_FROM: mail.from,
          SECURITY_MAILBOX: mail.securityEmail,
          ...(mail.domains.length > 0 ? { MAIL_DOMAINS: mail.domains.join(",") } : {}),
          ...(groups.environments.length > 0 ? { ENVIRONMENTS: groups.environments.join(",") } : {}),
          PORTS: groups.ports.join(","),
          DRY_RUN: String(groups.dryRun),
        };
      case "repair-trail":
        return {
          ...keepsLogging,
          TRAIL_ARNS: pulumi.all([...trailArns]).apply((arns) => arns.join(",")),
        };
      default:
        return keepsLogging;
    }
  }

  private invoke(
    name: string,
    rule: cloudwatch.EventRule,
    responder: Responder,
    busName?: pulumi.Input<string>,
  ): void {
    const target = this.functions.get(responder);
    if (target === undefined) throw new Error(`${responder} is not deployed`);
    const bus = busName === undefined ? {} : { eventBusName: busName };
    const permission = new lambda.Permission(
      name,
      {
        action: "lambda:InvokeFunction",
        function: target.functionName,
        principal: "events.amazonaws.com",
        sourceArn: rule.arn,
      },
      { parent: this },
    );
    new cloudwatch.EventTarget(
      name,
      {
        ...bus,
        rule: rule.name,
        targetId: responder,
        arn: target.arn,
        deadLetterConfig: { arn: this.args.deadLetters.arn },
      },
      { parent: this, dependsOn: [permission] },
    );
  }
}
