import { ACCESS_LOG_DETECTIONS } from "./access-logs";
import { ALARM_DETECTIONS } from "./alarms-and-events";
import { CONFIG_DETECTIONS } from "./config-recording";
import { DETECTOR_DETECTIONS } from "./detectors";
import { EXPOSURE_DETECTIONS } from "./exposure";
import { FLOW_DETECTIONS } from "./flow-and-dns";
import { GOVERNANCE_DETECTIONS } from "./governance";
import { IDENTITY_DETECTIONS } from "./identity";
import { LOG_GROUP_DETECTIONS } from "./log-groups";
import { LOG_STORE_DETECTIONS } from "./log-store";
import { NETWORK_DETECTIONS } from "./network";
import { TRAIL_DETECTIONS } from "./trail";
import { type Detection } from "./types";

/** Areas of the catalogue, in the order of the documentation. */
export const AREAS: readonly { readonly title: string; readonly detections: readonly Detection[] }[] = [
  { title: "The audit trail", detections: TRAIL_DETECTIONS },
  { title: "Configuration recording", detections: CONFIG_DETECTIONS },
  { title: "Flow logs and DNS logs", detections: FLOW_DETECTIONS },
  { title: "Log groups", detections: LOG_GROUP_DETECTIONS },
  { title: "Access logs", detections: ACCESS_LOG_DETECTIONS },
  { title: "Alarms, rules and topics", detections: ALARM_DETECTIONS },
  { title: "Where logs are stored", detections: LOG_STORE_DETECTIONS },
  { title: "Detecting services", detections: DETECTOR_DETECTIONS },
  { title: "Organisation and Regions", detections: GOVERNANCE_DETECTIONS },
  { title: "Identity", detections: IDENTITY_DETECTIONS },
  { title: "Exposure of data and machines", detections: EXPOSURE_DETECTIONS },
  { title: "Network", detections: NETWORK_DETECTIONS },
];

/** Every detection: the one table from which rules, documentation and tests are made. */
export const CATALOGUE: readonly Detection[] = AREAS.flatMap(({ detections }) => detections);
