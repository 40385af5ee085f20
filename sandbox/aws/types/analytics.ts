import type { Call } from "../model/call";
import { by, type, uses, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { name, taken } from "./names";
import { BUCKET, KEY, ROLE } from "./tokens";

const WORKGROUP = "aws:athena/workgroup:Workgroup";
const DATABASE = "aws:glue/catalogDatabase:CatalogDatabase";
const catalogOf = (call: Call): string => call.text("catalogId") || call.account;

/** Athena and Glue keep table and database names in lower case. */
function checkLower(inputs: { [name: string]: unknown }): void {
  const text = inputs.name;
  if (typeof text === "string" && text !== text.toLowerCase()) {
    refuse("InvalidInputException", `uppercase characters cannot be used: ${text}`, "name");
  }
}

const lower = { ...name(255, "InvalidInputException"), lowerCase: true };

export const analyticsTypes: readonly Model[] = [
  type(WORKGROUP, "{name}", {
    arn: "athena:{region}:{account}:workgroup/{name}",
    defaults: { forceDestroy: false, state: "ENABLED" },
    replace: ["name"],
    naming: name(128, "InvalidRequestException", /^[\w.-]+$/, "letters, digits and ._- only"),
    lengths: { description: [1_024, "InvalidRequestException"] },
    unique: taken("InvalidRequestException", "WorkGroup {name} is already created"),
    notFound: ["InvalidRequestException", "WorkGroup {id} is not found."],
    inUse: ["InvalidRequestException", "WorkGroup {id} is not empty"],
  }),
  type("aws:athena/database:Database", "{name}", {
    defaults: { forceDestroy: false },
    replace: ["name", "bucket", "comment"],
    naming: {
      ...lower,
      pattern: /^[a-z0-9_]+$/,
      rule: "lower-case letters, digits and _ only",
      code: "InvalidRequestException",
    },
    references: { bucket: uses(BUCKET), workgroup: uses(WORKGROUP) },
  }),
  type("aws:athena/namedQuery:NamedQuery", "uuid", {
    defaults: { workgroup: "primary" },
    replace: ["*"],
    naming: name(128, "InvalidRequestException"),
    lengths: { query: [262_144, "InvalidRequestException"], description: [1_024, "InvalidRequestException"] },
    admit: (call) => {
      const group = call.text("workgroup");
      if (group !== "primary" && call.find(WORKGROUP, group) === undefined) {
        refuse("InvalidRequestException", `WorkGroup ${group} is not found.`, "workgroup");
      }
    },
  }),
  type("aws:athena/dataCatalog:DataCatalog", "{name}", {
    arn: "athena:{region}:{account}:datacatalog/{name}",
    replace: ["name"],
    naming: name(256, "InvalidRequestException"),
  }),
  type(DATABASE, (call) => `${catalogOf(call)}:${call.text("name")}`, {
    arn: "glue:{region}:{account}:database/{name}",
    replace: ["name", "catalogId"],
    naming: lower,
    unique: taken("AlreadyExistsException", "Database already exists: {name}"),
    notFound: ["EntityNotFoundException", "Database {id} not found."],
    inUse: ["InvalidInputException", "Database {id} still has tables or crawlers"],
    check: checkLower,
    outputs: (call) => ({ catalogId: catalogOf(call) }),
  }),
  type(
    "aws:glue/catalogTable:CatalogTable",
    (call) => `${catalogOf(call)}:${call.text("databaseName")}:${call.text("name")}`,
    {
      arn: "glue:{region}:{account}:table/{databaseName}/{name}",
      replace: ["name", "databaseName", "catalogId"],
      naming: lower,
      references: { databaseName: by("name", uses(DATABASE)) },
      unique: [
        {
          by: ["name", "databaseName"],
          within: "region",
          refusal: ["AlreadyExistsException", "Table already exists: {name}"],
        },
      ],
      check: checkLower,
      outputs: (call) => ({ catalogId: catalogOf(call) }),
    },
  ),
  type("aws:glue/crawler:Crawler", "{name}", {
    arn: "glue:{region}:{account}:crawler/{name}",
    replace: ["name"],
    naming: name(255, "InvalidInputException"),
    references: { databaseName: by("name", uses(DATABASE)), role: usesArn(ROLE) },
    unique: taken("AlreadyExistsException", "Crawler already exists: {name}"),
  }),
  type("aws:glue/securityConfiguration:SecurityConfiguration", "{name}", {
    replace: ["*"],
    naming: name(255, "InvalidInputException"),
    references: { "encryptionConfiguration.s3Encryption.kmsKeyArn": usesArn(KEY) },
  }),
  type("aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings", catalogOf, {
    adopted: true,
    outputs: (call) => ({ catalogId: catalogOf(call) }),
  }),
  type("aws:glue/resourcePolicy:ResourcePolicy", "{account}", { documents: { policy: "resource" } }),
];
