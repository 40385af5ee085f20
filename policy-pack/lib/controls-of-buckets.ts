import { type BucketPart, partsOf } from "../analysis/buckets";
import { type Model } from "../analysis/model";
import { type Resource } from "../analysis/resource";
import { type Outcome, compliant, unknown, violation } from "./outcome";

/** A setting that a bucket has of its own, in its older form, or from a separate resource: good in either is good. */
export function inlineOrPart(
  model: Model,
  bucket: Resource,
  part: BucketPart,
  judge: (resource: Resource) => Outcome,
  message: string,
): Outcome {
  const parts = partsOf(model, bucket, part);
  const outcomes = [bucket, ...parts.found].map(judge);
  if (outcomes.some(({ status }) => status === "compliant")) return compliant;
  const open = outcomes.find(({ status }) => status === "unknown");
  if (open) return open;
  return parts.unresolved ? unknown(`the bucket that a ${part} resource belongs to`) : violation(message);
}
