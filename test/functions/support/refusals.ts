import { type Fault, type Passed } from "./proxy";

/** How a service words an error, by what it is called. */
type Style = "json" | "dynamodb" | "ec2" | "query" | "s3" | "ses";

function styleOf({ action, path }: Passed): Style {
  if (path.includes("/email/")) return "ses";
  if (/^(GET|PUT|POST|HEAD) /.test(action)) return "s3";
  if (/^(Get|Update|Put|Delete)Item$/.test(action)) return "dynamodb";
  if (/^(AssumeRole|Publish)$/.test(action)) return "query";
  return /FlowLogs|SecurityGroup/.test(action) ? "ec2" : "json";
}

/** An error as the service that was asked words it. */
function worded(passed: Passed, status: number, codes: Readonly<Record<Style, string>>): Fault {
  const style = styleOf(passed);
  const code = codes[style];
  const message = "so the test wants it";
  switch (style) {
    case "json":
      return {
        status,
        body: JSON.stringify({ __type: code, message }),
        headers: { "content-type": "application/x-amz-json-1.1" },
      };
    case "dynamodb":
      return {
        status,
        body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message }),
        headers: { "content-type": "application/x-amz-json-1.0" },
      };
    case "ses":
      return {
        status,
        body: JSON.stringify({ message }),
        headers: { "content-type": "application/json", "x-amzn-errortype": code },
      };
    case "ec2":
      return {
        status,
        body: `<?xml version="1.0"?><Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r</RequestID></Response>`,
        headers: { "content-type": "text/xml" },
      };
    case "query":
      return {
        status,
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
        headers: { "content-type": "text/xml" },
      };
    case "s3":
      return {
        status,
        body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
        headers: { "content-type": "application/xml" },
      };
  }
}

/** The answer to a call too many. Sources: error lists in the services' API references, read 2026-11. */
export function throttled(passed: Passed): Fault {
  const status = { s3: 503, ec2: 503, ses: 429, query: 400, json: 400, dynamodb: 400 }[styleOf(passed)];
  return worded(passed, status, {
    json: "ThrottlingException",
    dynamodb: "ProvisionedThroughputExceededException",
    ec2: "RequestLimitExceeded",
    query: "Throttling",
    s3: "SlowDown",
    ses: "TooManyRequestsException",
  });
}

/** Services take a signature for five minutes, S3 for fifteen. */
const OFF_MS = 5 * 60_000;

/** The answer to a call that is signed by a clock too far from the service's; undefined for one that is not. */
export function skewed(passed: Passed, ahead: number): Fault | undefined {
  if (passed.signedAt === undefined || Math.abs(Date.now() + ahead - passed.signedAt) < OFF_MS)
    return undefined;
  return worded(passed, 403, {
    json: "InvalidSignatureException",
    dynamodb: "InvalidSignatureException",
    ec2: "RequestExpired",
    query: "SignatureDoesNotMatch",
    s3: "RequestTimeTooSkewed",
    ses: "InvalidSignatureException",
  });
}
