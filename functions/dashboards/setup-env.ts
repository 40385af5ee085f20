/**
 * The environment variable that holds `SetupSettings` as JSON; `lifecycle` may be left out. `SEARCH_ENDPOINT` names the domain.
 */
export const SETUP_ENV = "SETUP_SETTINGS";
