import { BUCKET_TYPES } from "../analysis/buckets";
import { type Model } from "../analysis/model";
import { type Resource } from "../analysis/resource";
import { type Finding } from "./policy";
import { type Outcome } from "./outcome";

/** Judges every bucket of the stack together with the separate resources that complete it. */
export function everyBucket(model: Model, judge: (bucket: Resource) => Outcome): readonly Finding[] {
  return model.ofType(...BUCKET_TYPES).map((bucket) => ({ resource: bucket, outcome: judge(bucket) }));
}
