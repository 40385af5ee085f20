import { AUTH_PANELS } from "./auth-panels";
import { FLOW_PANELS } from "./flow-panels";
import { type Panel } from "./panel";
import { TRAIL_PANELS } from "./trail-panels";

/** Every panel of every dashboard. */
export const PANELS: readonly Panel[] = [...FLOW_PANELS, ...AUTH_PANELS, ...TRAIL_PANELS];
