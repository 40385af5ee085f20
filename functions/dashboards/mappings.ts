import { documentName, FLOW_LOG_FIELDS } from "../flow-logs/fields";
import { type LogKind } from "../flow-logs/shape";

/** The type of a field in the index. */
export interface FieldMapping {
  readonly type: "keyword" | "ip" | "long" | "integer" | "short" | "byte" | "date" | "text";
  readonly format?: string;
  readonly index?: boolean;
  readonly doc_values?: boolean;
  readonly ignore_above?: number;
}

export type Mappings = Readonly<Record<string, FieldMapping>>;

const KEYWORD: FieldMapping = { type: "keyword" };
const TIME: FieldMapping = { type: "date", format: "epoch_millis" };

/** Numbers whose range is known; the others are `long`. Ports are unsigned 16 bits, which no shorter type here holds. */
const NARROW: Readonly<Record<string, FieldMapping>> = {
  version: { type: "byte" },
  srcport: { type: "integer" },
  dstport: { type: "integer" },
  protocol: { type: "short" },
  tcp_flags: { type: "short" },
  traffic_path: { type: "byte" },
  encryption_status: { type: "byte" },
  start: { type: "date", format: "epoch_second" },
  end: { type: "date", format: "epoch_second" },
};

const TYPES = { number: { type: "long" }, address: { type: "ip" }, text: KEYWORD } as const;

/** Every field of AWS's, and those that the shipper derives. */
const FLOW: Mappings = {
  ...Object.fromEntries(
    FLOW_LOG_FIELDS.map(({ name, kind }) => {
      const field = documentName(name);
      return [field, NARROW[field] ?? TYPES[kind]];
    }),
  ),
  "@timestamp": TIME,
  log_group: KEYWORD,
  delivery_lag_s: { type: "long" },
  protocol_name: KEYWORD,
  src_network: KEYWORD,
  dst_network: KEYWORD,
  src_public: { type: "byte" },
  dst_public: { type: "byte" },
  service_port: { type: "integer" },
  counted: { type: "byte" },
};

const AUTH: Mappings = {
  "@timestamp": TIME,
  account_id: KEYWORD,
  log_group: KEYWORD,
  instance_id: KEYWORD,
  event: KEYWORD,
  program: KEYWORD,
  // Names and commands are typed by strangers, who may type a megabyte.
  user: { type: "keyword", ignore_above: 256 },
  srcaddr: { type: "ip" },
  srcport: { type: "integer" },
  method: KEYWORD,
  command: { type: "keyword", ignore_above: 1024 },
  message: { type: "text" },
};

/** What services write into a record has no length that they promise; a term over 32,766 bytes would make the record poison. */
const NAMED: FieldMapping = { type: "keyword", ignore_above: 2048 };

const TRAIL: Mappings = {
  "@timestamp": TIME,
  log_group: KEYWORD,
  event_source: NAMED,
  event_name: NAMED,
  aws_region: NAMED,
  account_id: NAMED,
  event_type: NAMED,
  read_only: { type: "byte" },
  error_code: NAMED,
  user_type: NAMED,
  user_arn: NAMED,
  source_ip: { type: "ip" },
  source_address: { type: "keyword", ignore_above: 256 },
  user_agent: { type: "keyword", ignore_above: 512 },
  mfa: { type: "byte" },
  // Kept to be read, not to be searched: request parameters have thousands of names, which would each become a field.
  record: { type: "keyword", index: false, doc_values: false },
};

/** The fields of each kind of index. */
export const MAPPINGS: Readonly<Record<LogKind, Mappings>> = { flow: FLOW, auth: AUTH, trail: TRAIL };
