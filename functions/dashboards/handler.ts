import { callDomain, environmentCredentials } from "../flow-logs/http";
import { DEFAULT_LIFECYCLE } from "./lifecycle";
import { SETUP_ENV } from "./setup-env";
import { setUpDomain, type SetupSettings } from "./setup";

/** Milliseconds for one answer: the import of the dashboards is the slowest. */
const ANSWER_MS = 60_000;

/**
 * Sets up the search domain from inside its VPC, which is the only place it can be reached from. Invoked by the deployment
 * whenever its settings or its code change; its role is the domain's master user.
 */
export async function handler(): Promise<{ done: true }> {
  const { SEARCH_ENDPOINT: endpoint, AWS_REGION: region, [SETUP_ENV]: text } = process.env;
  if (!endpoint || !region || !text) {
    throw new Error(`SEARCH_ENDPOINT, AWS_REGION and ${SETUP_ENV} must be set`);
  }
  const settings = {
    lifecycle: DEFAULT_LIFECYCLE,
    ...(JSON.parse(text) as Partial<SetupSettings>),
  } as SetupSettings;
  const domain = { endpoint, region, credentials: () => environmentCredentials(process.env) };
  await setUpDomain(settings, (call) => callDomain(domain, { ...call, timeoutMs: ANSWER_MS }));
  return { done: true };
}
