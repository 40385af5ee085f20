import { Catalogue } from "../model/catalogue";
import type { Model } from "../model/model";
import { aclTypes } from "./ec2-acls";
import { endpointTypes } from "./ec2-endpoints";
import { gatewayTypes } from "./ec2-gateways";
import { groupTypes } from "./ec2-groups";
import { peeringTypes } from "./ec2-peering";
import { routeTypes } from "./ec2-routes";
import { subnetTypes } from "./ec2-subnets";
import { vpcTypes } from "./ec2-vpc";
import { iamTypes } from "./iam";
import { kmsTypes } from "./kms";
import { logTypes } from "./logs";
import { s3Types } from "./s3";

const all: readonly Model[] = [
  ...vpcTypes,
  ...subnetTypes,
  ...routeTypes,
  ...gatewayTypes,
  ...aclTypes,
  ...groupTypes,
  ...peeringTypes,
  ...endpointTypes,
  ...iamTypes,
  ...kmsTypes,
  ...s3Types,
  ...logTypes,
];

/** Every modelled type. */
export const catalogue = new Catalogue(all);
