import { BreakGlassRole } from "../../components/identity/break-glass-role";
import { partitionOf } from "../../settings/facts/regions";
import { type OrganizationBase } from "./accounts";

/** The break-glass role, in the log archive account. */
export function deployBreakGlass({ settings, providers }: OrganizationBase): BreakGlassRole {
  const { region, logs, breakGlass } = settings;
  return new BreakGlassRole(
    "break-glass",
    {
      roleName: logs.archive.breakGlassRole,
      partition: partitionOf(region),
      accountId: providers.platformId("logArchive"),
      principals: breakGlass.principals,
    },
    { providers: [providers.platform("logArchive")] },
  );
}
