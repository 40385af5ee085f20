import { z } from "zod";
import { interfaceEndpointServices } from "../facts/interface-endpoints";

const services = `a service: ${interfaceEndpointServices.join(", ")}`;

/** Services with an interface endpoint in the hub, as the last part of `com.amazonaws.REGION.SERVICE`. */
export const interfaceEndpoints = z
  .array(z.enum(interfaceEndpointServices, { error: services }), { error: "a list of services" })
  .readonly()
  .default(["logs", "monitoring", "ssm", "kms"]);

const action = z
  .string({ error: "an action such as sqs:PurgeQueue" })
  .regex(/^[a-z0-9-]+:[A-Za-z]+$/, "an action such as sqs:PurgeQueue, without *");

/** Actions that an endpoint's policy admits beside its service's usual ones. */
export const endpointActions = z
  .partialRecord(
    z.enum(interfaceEndpointServices, { error: services }),
    z.array(action, { error: "a list of actions" }).readonly(),
    { error: "lists of actions by service" },
  )
  .readonly()
  .default({});
