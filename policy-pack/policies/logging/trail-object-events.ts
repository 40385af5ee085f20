import { type Json, UNKNOWN, type Unknown, asList, asText, asTexts, at } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

/** Which buckets, is for the reader of the catalogue: a trail of all objects of a large account costs more than it tells. */
export const trailObjectEvents: ResourcePolicy = {
  kind: "resource",
  name: "trail-object-events",
  concern: "logging",
  description: "Trails record who reads and who writes objects of S3, of some buckets at least.",
  severity: "low",
  level: "advisory",
  controls: { cis: cis("s3-writes", "s3-reads"), checkov: ["CKV_AWS_251"], seed: ["CloudTrail"] },
  tags: ["cloudtrail", "s3"],
  remediationSteps:
    "Add a selector of eventCategory Data and resources.type AWS::S3::Object, without readOnly.",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (resource) => {
    const kinds = new Set<string | Unknown>();
    for (const path of ["eventSelectors", "advancedEventSelectors"]) {
      const list = asList(read(resource, path));
      if (list === UNKNOWN) kinds.add(UNKNOWN);
      else for (const raw of list) for (const kind of kindsOf(raw)) kinds.add(kind);
    }
    if (kinds.has("read") && kinds.has("write")) return compliant;
    if (kinds.has(UNKNOWN)) return unknown("its event selectors");
    const missing = ["read", "write"].filter((kind) => !kinds.has(kind));
    return violation(`It records no ${missing.join(" and no ")} of objects.`);
  },
};

const BOTH = ["read", "write"];

/** What a selector records of objects of S3: reads, writes, both, nothing. */
function kindsOf(raw: Json | Unknown): readonly (string | Unknown)[] {
  const fields = asList(at(raw, "fieldSelectors"));
  const data = asList(at(raw, "dataResources"));
  if (at(raw) === UNKNOWN || fields === UNKNOWN || data === UNKNOWN) return [UNKNOWN];
  if (data.length > 0) return data.some(isObjects) ? basicKinds(asText(at(raw, "readWriteType"))) : [];
  const types = valuesOf(fields, "resources.type");
  if (types === UNKNOWN) return [UNKNOWN];
  if (!types.includes("AWS::S3::Object")) return types.includes(UNKNOWN) ? [UNKNOWN] : [];
  const readOnly = valuesOf(fields, "readOnly");
  if (readOnly === UNKNOWN || readOnly.includes(UNKNOWN)) return [UNKNOWN];
  return readOnly.length === 0 ? BOTH : [readOnly.includes("true") ? "read" : "write"];
}

function isObjects(resource: Json | Unknown): boolean {
  return at(resource, "type") === "AWS::S3::Object";
}

function basicKinds(type: string | undefined | Unknown): readonly (string | Unknown)[] {
  if (type === UNKNOWN) return [UNKNOWN];
  const known = type?.toLowerCase() ?? "all";
  return known === "readonly" ? ["read"] : known === "writeonly" ? ["write"] : BOTH;
}

/** What a field of an advanced selector equals. */
function valuesOf(
  fields: readonly (Json | Unknown)[],
  name: string,
): readonly (string | Unknown)[] | Unknown {
  const field = fields.find((one) => at(one, "field") === name);
  return field === undefined ? [] : asTexts(at(field, "equals"));
}
