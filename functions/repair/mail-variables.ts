import { type Variable } from "../lib/aws-contract";

/** Variables of every function that writes to an owner. */
export const MAIL_VARIABLES: readonly Variable[] = [
  { name: "MAIL_FROM", required: true, meaning: "verified address that mail comes from" },
  { name: "SECURITY_MAILBOX", required: true, meaning: "mailbox of last resort" },
  {
    name: "MAIL_DOMAINS",
    required: false,
    meaning: "domains that a mailbox in a tag may have, comma-separated (none)",
  },
];
