import * as pulumi from "@pulumi/pulumi";
import { EventRules } from "../../components/detection/event-rules";
import { commonRuleNames } from "../../components/detection/event-rules-plan";
import { DetectionHub } from "../../components/detection/hub";
import { MemberRoles } from "../../components/detection/member-roles";
import { type Responder } from "../../components/detection/names";
import { RepairRecords } from "../../components/detection/repair-records";
import { TrailAlarms } from "../../components/detection/trail-alarms";
import { logServices } from "../../components/logging/log-services";
import { DEFAULT_POLICY } from "../../functions/detections/policy";
import { partitionOf } from "../../settings/facts/regions";
import { type OrganizationBase } from "./accounts";
import { type OrganizationLogs } from "./logs";
import {
  directoryEntries,
  MANAGEMENT,
  productionEnvironments,
  triagePolicy,
  watchedAccounts,
} from "./detection-plan";

/**
 * Detection and response for the organisation: the hub in the security account, the rules and roles of the platform's own accounts, and
 * the alarms on the organisation's trail. Environments add the rules and roles of their accounts.
 */
export function deployDetection(base: OrganizationBase, logs: OrganizationLogs): DetectionHub {
  const { settings, providers, organization, accounts } = base;
  const { region, securityEmail, detection, deployment } = settings;
  const { organizationId } = organization;
  const { managementAccountId } = settings.organization;
  const partition = partitionOf(region);
  const home = [region, ...settings.regions.filter((other) => other !== region)];
  const securityAccountId = providers.platformId("security");
  const archiveAccountId = providers.platformId("logArchive");
  const inSecurity = { providers: [providers.platform("security")] };

  const records = new RepairRecords(
    "response-log-archive",
    {
      accountId: archiveAccountId,
      securityAccountId,
      partition,
      lifetime: settings.logs.archive,
      breakGlassRole: settings.logs.archive.breakGlassRole,
      accessLogs: { bucket: logs.archive.delivery.bucketName, prefix: `${logServices.buckets.prefix}/` },
    },
    { providers: [providers.platform("logArchive")] },
  );
  const ids = new Map<string, pulumi.Input<string>>([...accounts.ids, [MANAGEMENT, managementAccountId]]);
  const trailAlarms = new TrailAlarms(
    "LandingZoneTrail",
    {
      accountId: managementAccountId,
      region,
      partition,
      logGroupName: logs.trail.logGroupName,
      securityEmail,
      regions: settings.regions,
    },
    { providers: [providers.management] },
  );
  const places = watchedAccounts(settings).map(({ name, ...expected }) =>
    pulumi.output(ids.get(name) ?? providers.accountId(name)).apply((account) => ({
      account,
      region,
      ...expected,
    })),
  );
  const hub = new DetectionHub(
    "LandingZone",
    {
      accountId: securityAccountId,
      region,
      partition,
      organizationId,
      securityEmail,
      retentionDays: settings.logs.retentionDays,
      archiveDays: detection.archiveDays,
      mildestMail: detection.mildestMail,
      policy: triagePolicy(settings),
      deployment,
      accounts: directoryEntries(settings).flatMap((entry) => {
        const id = ids.get(entry.name);
        return id === undefined ? [] : [{ ...entry, id }];
      }),
      recordsBucket: records.bucketName,
      trailArns: [logs.trail.arn],
      ruleNames: commonRuleNames(DEFAULT_POLICY, home),
      places: pulumi.all([pulumi.all(places), trailAlarms.alarmNames]).apply(([known, alarms]) =>
        known.map((place) => ({
          ...place,
          alarms: place.account === managementAccountId ? alarms : [],
        })),
      ),
      groups: {
        environments: productionEnvironments(settings),
        ports: detection.securityGroups.ports,
        dryRun: detection.securityGroups.dryRun,
      },
      mail: { from: detection.mail.from ?? securityEmail, domains: detection.mail.domains },
    },
    inSecurity,
  );
  const everywhere: readonly Responder[] = ["heartbeat", "repair-recorder"];
  const platform = [
    {
      name: MANAGEMENT,
      accountId: managementAccountId,
      opts: { providers: [providers.management] },
      // The organisation's trail is here.
      responders: [...everywhere, "repair-trail"] as const,
    },
    {
      name: "log-archive",
      accountId: archiveAccountId,
      opts: { providers: [providers.platform("logArchive")] },
      responders: everywhere,
    },
    { name: "security", accountId: securityAccountId, opts: inSecurity, responders: everywhere },
  ];
  for (const { name, accountId, opts, responders } of platform) {
    new EventRules(
      `${name}-detection`,
      {
        accountId,
        regions: home,
        policy: DEFAULT_POLICY,
        eventBusArn: hub.eventBusArn,
        findings: name === "security",
      },
      opts,
    );
    new MemberRoles(
      `${name}-detection`,
      { accountId, organizationId, securityAccountId, partition, responders },
      opts,
    );
  }
  return hub;
}
