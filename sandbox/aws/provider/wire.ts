import { ListValue, NullValue, Struct, Value as WireValue } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWN, UNKNOWNS, type Props, type Value } from "../model/values";

/** Marks an object on the wire that stands for something JSON cannot say. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** Properties as the engine sent them: secrets opened, unknowns of every type as one, resources as their ids. */
export function decode(struct: Struct | undefined): Props {
  const props: Props = {};
  struct?.getFieldsMap().forEach((value, name) => {
    props[name] = decodeValue(value);
  });
  return props;
}

function decodeValue(value: WireValue): Value {
  switch (value.getKindCase()) {
    case WireValue.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case WireValue.KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case WireValue.KindCase.STRING_VALUE: {
      const text = value.getStringValue();
      return UNKNOWNS.has(text) ? UNKNOWN : text;
    }
    case WireValue.KindCase.LIST_VALUE:
      return (value.getListValue()?.getValuesList() ?? []).map(decodeValue);
    case WireValue.KindCase.STRUCT_VALUE:
      return unwrap(decode(value.getStructValue()));
    default:
      return null;
  }
}

/** Opens what is wrapped. Assets and archives stay wrapped: the sandbox passes them on and never looks inside. */
function unwrap(props: Props): Value {
  switch (props[SIGNATURE]) {
    case SECRET:
    case OUTPUT:
      return props.value ?? UNKNOWN;
    case RESOURCE:
      return props.id ?? UNKNOWN;
    default:
      return props;
  }
}

/** Properties for the wire. */
export function encode(props: Props): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [name, value] of Object.entries(props)) fields.set(name, encodeValue(value));
  return struct;
}

function encodeValue(value: Value): WireValue {
  const wire = new WireValue();
  if (value === null) wire.setNullValue(NullValue.NULL_VALUE);
  else if (typeof value === "boolean") wire.setBoolValue(value);
  else if (typeof value === "number") wire.setNumberValue(value);
  else if (typeof value === "string") wire.setStringValue(value);
  else if (Array.isArray(value)) {
    const list = new ListValue();
    list.setValuesList(value.map(encodeValue));
    wire.setListValue(list);
  } else wire.setStructValue(encode(value));
  return wire;
}
