import { type LogTable } from "./table";

const issuer = "struct<type:string,principalid:string,arn:string,accountid:string,username:string>";
const session = `struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:${issuer},ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>`;

export const trailEvents: LogTable = {
  name: "cloudtrail_events",
  holds: "Events of the organisation's trail, of every account and Region.",
  service: "organizationTrail",
  path: "AWSLogs/${organization}/${account}/CloudTrail/${aws_region}/${days}",
  columns: [
    { name: "eventversion", type: "string" },
    {
      name: "useridentity",
      type: `struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:${session}>`,
    },
    { name: "eventtime", type: "string" },
    { name: "eventsource", type: "string" },
    { name: "eventname", type: "string" },
    { name: "awsregion", type: "string" },
    { name: "sourceipaddress", type: "string" },
    { name: "useragent", type: "string" },
    { name: "errorcode", type: "string" },
    { name: "errormessage", type: "string" },
    { name: "requestparameters", type: "string" },
    { name: "responseelements", type: "string" },
    { name: "additionaleventdata", type: "string" },
    { name: "requestid", type: "string" },
    { name: "eventid", type: "string" },
    { name: "readonly", type: "string" },
    { name: "resources", type: "array<struct<arn:string,accountid:string,type:string>>" },
    { name: "eventtype", type: "string" },
    { name: "apiversion", type: "string" },
    { name: "recipientaccountid", type: "string" },
    { name: "serviceeventdetails", type: "string" },
    { name: "sharedeventid", type: "string" },
    { name: "vpcendpointid", type: "string" },
    { name: "vpcendpointaccountid", type: "string" },
    { name: "eventcategory", type: "string" },
    {
      name: "addendum",
      type: "struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>",
    },
    { name: "sessioncredentialfromconsole", type: "string" },
    { name: "edgedevicedetails", type: "string" },
    {
      name: "tlsdetails",
      type: "struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>",
    },
  ],
  partitions: [
    { name: "organization", of: "organizations" },
    { name: "account", of: "accounts" },
    // Every Region there is: an event in one that is not in use is the one to find.
    { name: "aws_region", of: "regions" },
    { name: "days", of: "days" },
  ],
  format: { kind: "cloudtrail" },
  source: "Athena user guide, Create the table for CloudTrail logs using partition projection",
};
