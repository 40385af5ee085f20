import { Catalogue } from "../model/catalogue";
import { computeTypes } from "./compute";
import { endpointTypes } from "./endpoint";
import { flowLogTypes } from "./flow-log";
import { iamTypes } from "./iam";
import { kmsTypes } from "./kms";
import { lambdaTypes } from "./lambda";
import { logTypes } from "./logs";
import { messagingTypes } from "./messaging";
import { networkAclTypes } from "./network-acl";
import { peeringTypes } from "./peering";
import { routingTypes } from "./routing";
import { s3Types } from "./s3";
import { securityGroupTypes } from "./security-group";
import { transitGatewayTypes } from "./transit-gateway";
import { vpcTypes } from "./vpc";
import { vpnTypes } from "./vpn";

/** Every resource type the sandbox models, one file a service area. */
export const catalogue = new Catalogue([
  ...vpcTypes,
  ...routingTypes,
  ...networkAclTypes,
  ...securityGroupTypes,
  ...peeringTypes,
  ...endpointTypes,
  ...computeTypes,
  ...flowLogTypes,
  ...s3Types,
  ...kmsTypes,
  ...iamTypes,
  ...logTypes,
  ...messagingTypes,
  ...lambdaTypes,
  ...transitGatewayTypes,
  ...vpnTypes,
]);
