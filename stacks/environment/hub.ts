import { Hub } from "../../components/network/hub";
import { planHub } from "../../components/network/hub-plan";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentProviders } from "../spoke/providers";

/** The environment's hub, in the network account. */
export function deployHub(
  settings: EnvironmentSettings,
  providers: EnvironmentProviders,
  logs: EnvironmentLogs,
): Hub {
  const { region, organizationId, accounts, network } = settings;
  const provider = providers.platform("network");
  const plan = planHub(settings);
  return new Hub(
    plan.name,
    {
      plan,
      region,
      organizationId,
      interfaceEndpoints: network.hub.interfaceEndpoints,
      endpointActions: network.hub.endpointActions,
      privateNames: !network.dns.shareEndpointNames,
      flowLogs: logs.flowLogs(plan.name, accounts.network, provider),
      queryLogs: logs.queryLogs(),
    },
    { providers: [provider] },
  );
}
