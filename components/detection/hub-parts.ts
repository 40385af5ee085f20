import type * as pulumi from "@pulumi/pulumi";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { type FunctionPlace } from "../functions/lambda-function";
import { type Topics } from "./topics";

/** What the parts of the hub share. */
export interface HubParts extends FunctionPlace {
  readonly organizationId: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
  readonly topics: Topics;
  /** What functions remember between invocations: key `pk`, time to live `expires`. */
  readonly table: { readonly name: pulumi.Input<string> };
  readonly deployment: { readonly roleName: string };
}
