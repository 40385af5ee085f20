/**
 * Forms of credentials that must never stand in plain text. AWS's ids have a fixed prefix and length; a bare 40-character key cannot be told
 * from any other text and is not looked for.
 * Source: AWS IAM, "Unique identifiers"; GitHub and Slack token formats (2026-11).
 */
const CREDENTIALS: readonly RegExp[] = [
  /(?<![A-Z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/,
  /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/,
  /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}/,
  /xox[abprs]-[A-Za-z0-9-]{10,}/,
  /aws_?secret_?access_?key["']?\s*[=:]\s*["']?[A-Za-z0-9/+]{40}/i,
];

/** Names of environment variables that hold AWS's own credentials. */
export const CREDENTIAL_NAMES: ReadonlySet<string> = new Set([
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "ECS_ENGINE_AUTH_DATA",
]);

/** True when the text, or what it says in base64, holds a credential. Looks at the first 64 KiB: user data takes 16. */
export function holdsCredential(text: string): boolean {
  const head = text.slice(0, 65_536);
  if (CREDENTIALS.some((pattern) => pattern.test(head))) return true;
  if (!/^[A-Za-z0-9+/=\s]+$/.test(head) || head.length < 20) return false;
  const decoded = Buffer.from(head, "base64").toString("latin1");
  return CREDENTIALS.some((pattern) => pattern.test(decoded));
}
