/** The code of an error that the SDK threw, such as `InvalidGroup.NotFound`; "Error" for what has none. */
export function errorCode(error: unknown): string {
  if (error instanceof Error)
    return "Code" in error && typeof error.Code === "string" ? error.Code : error.name;
  return "Error";
}

/**
 * Codes of what may be well in a minute: too many calls, no answer in time, clocks apart, names and connections that fail. A quota that is
 * used up (`LimitExceeded…`) is not among them. Source: retry behaviour of the AWS SDKs (SDKs and tools reference guide), read 2026-11.
 */
const PASSING: readonly string[] = [
  ...["BandwidthLimitExceeded", "EC2ThrottledException", "PriorRequestNotComplete"],
  ...["ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled"],
  ...["RequestThrottledException", "SlowDown", "Throttled", "ThrottledException", "Throttling"],
  ...["ThrottlingException", "TooManyRequestsException", "TransactionInProgressException"],
  ...["RequestTimeout", "RequestTimeoutException", "TimeoutError"],
  ...["RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed", "InvalidSignatureException"],
  ...["SignatureDoesNotMatch"],
  ...[
    "ECONNREFUSED",
    "ECONNRESET",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "ETIMEDOUT",
  ],
];

/** What the SDK adds to an error of a service. */
interface Metadata {
  readonly httpStatusCode?: number;
  readonly attempts?: number;
}

const metadataOf = (error: unknown): Metadata =>
  error instanceof Error && "$metadata" in error ? (error.$metadata as Metadata) : {};

/** True when a call failed for a reason that may have passed by the next delivery, so that nobody need be told of it yet. */
export function isPassing(error: unknown): boolean {
  const { httpStatusCode: status = 0 } = metadataOf(error);
  const ofNode = error instanceof Error && "code" in error ? String(error.code) : "";
  return status === 429 || status >= 500 || [errorCode(error), ofNode].some((code) => PASSING.includes(code));
}

/** True when the SDK had made the call before: an earlier try may have been carried out and its answer lost. */
export function wasRepeated(error: unknown): boolean {
  return (metadataOf(error).attempts ?? 1) > 1;
}

/** True when the error says that the thing acted on is not there. */
export function isGone(error: unknown): boolean {
  return /NotFound|NoSuch/.test(errorCode(error));
}

/** A readable line about any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? `${errorCode(error)}: ${error.message}` : String(error);
}
