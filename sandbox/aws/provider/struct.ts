import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWN, UNKNOWNS, isProps, type Props, type Value } from "../model/values";

/** The key under which the engine marks special values, and the mark of a secret. Source: Pulumi's plugin protocol. */
const signature = "4dabf18193072939515e22adb298388d";

/** Properties out of a message: secrets opened, outputs taken for their value, unknowns as {@link UNKNOWN}. */
export function fromStruct(struct: Struct | undefined): Props {
  return struct ? (plain(struct.toJavaScript() as Props) as Props) : {};
}

/** Properties into a message. */
export function toStruct(properties: Props): Struct {
  return Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
}

function plain(value: Value): Value {
  if (typeof value === "string") return UNKNOWNS.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(plain);
  if (!isProps(value)) return value;
  if (signature in value) return plain(value.value ?? UNKNOWN);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
