import { Catalogue } from "../model/catalogue";
import { analyticsTypes } from "./analytics";
import { computeTypes } from "./compute";
import { configTypes } from "./config-service";
import { containerTypes } from "./containers";
import { databaseTypes } from "./database";
import { detectionTypes } from "./detection";
import { directConnectTypes } from "./direct-connect";
import { dnsTypes } from "./dns";
import { edgeTypes } from "./edge";
import { endpointTypes } from "./endpoint";
import { eventTypes } from "./events";
import { firewallTypes } from "./firewall";
import { flowLogTypes } from "./flow-log";
import { iamTypes } from "./iam";
import { kmsTypes } from "./kms";
import { lambdaTypes } from "./lambda";
import { loadBalancerTypes } from "./load-balancer";
import { logTypes } from "./logs";
import { messagingTypes } from "./messaging";
import { monitoringTypes } from "./monitoring";
import { networkAclTypes } from "./network-acl";
import { organizationTypes } from "./organization";
import { peeringTypes } from "./peering";
import { resolverTypes } from "./resolver";
import { routingTypes } from "./routing";
import { s3Types } from "./s3";
import { searchTypes } from "./search";
import { securityGroupTypes } from "./security-group";
import { sharingTypes } from "./sharing";
import { streamTypes } from "./streams";
import { systemTypes } from "./systems";
import { trailTypes } from "./trail";
import { transitGatewayTypes } from "./transit-gateway";
import { vpcTypes } from "./vpc";
import { vpnTypes } from "./vpn";
import { wafTypes } from "./waf";

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
  ...transitGatewayTypes,
  ...vpnTypes,
  ...directConnectTypes,
  ...firewallTypes,
  ...dnsTypes,
  ...resolverTypes,
  ...s3Types,
  ...kmsTypes,
  ...iamTypes,
  ...organizationTypes,
  ...sharingTypes,
  ...logTypes,
  ...trailTypes,
  ...configTypes,
  ...detectionTypes,
  ...monitoringTypes,
  ...eventTypes,
  ...messagingTypes,
  ...lambdaTypes,
  ...systemTypes,
  ...analyticsTypes,
  ...searchTypes,
  ...wafTypes,
  ...edgeTypes,
  ...loadBalancerTypes,
  ...containerTypes,
  ...databaseTypes,
  ...streamTypes,
]);
