/** An environment's ids, as the organisation stack would give them. */
interface Ids {
  readonly organizationId: string;
  readonly accounts: Readonly<Record<string, string>>;
  /** Accounts of workloads by name. */
  readonly workloads: Readonly<Record<string, string>>;
}

const shared = { logArchive: "210000000002", security: "210000000003" };

/** Of Pulumi.org.yaml. */
const managementAccountId = "210000000001";
const eventBusArn = `arn:aws:events:eu-west-2:${shared.security}:event-bus/LandingZoneDetection`;

const idsOf: Readonly<Record<string, Ids>> = {
  dev: {
    organizationId: "o-a1b2c3d4e5",
    accounts: { network: "210000000101", ...shared },
    workloads: { booking: "210000000111", casework: "210000000112", reports: "210000000113" },
  },
  prod: {
    organizationId: "o-a1b2c3d4e5",
    accounts: { network: "210000000201", ...shared },
    workloads: { booking: "210000000211", casework: "210000000212", reports: "210000000213" },
  },
};

/**
 * An environment's settings with the ids in them, so that it can be deployed with no organisation stack beside it. Settings
 * of other stacks stay as they are.
 *
 * @param stack name of the stack
 * @param settings as the stack's file has them
 * @param prefix what stands before the settings' names, such as `landing-zone:`
 */
export function standalone(
  stack: string,
  settings: Readonly<Record<string, unknown>>,
  prefix = "",
): Record<string, unknown> {
  const ids = idsOf[stack];
  const reference = `${prefix}organizationStack`;
  if (!ids || settings[reference] === undefined) return { ...settings };
  const { [reference]: _reference, ...rest } = settings;
  const organization = rest[`${prefix}organization`] ?? { eventBusArn, managementAccountId };
  const workloads = rest[`${prefix}workloads`];
  return {
    ...rest,
    [`${prefix}organizationId`]: ids.organizationId,
    [`${prefix}accounts`]: ids.accounts,
    [`${prefix}organization`]: organization,
    [`${prefix}workloads`]: (workloads as Array<{ name: string }>).map(({ name, ...workload }) => ({
      name,
      accountId: ids.workloads[name],
      ...workload,
    })),
  };
}
