import { SendEmailCommand, type SESv2Client } from "@aws-sdk/client-sesv2";
import { errorCode } from "./aws-errors";

const ADDRESS = /^[^\s@<>,;:"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/**
 * The mailboxes to try, best first: tag, then account, then security. A tag can be set by whoever may tag the resource, so its address
 * counts only in one of the allowed domains; the others come from the settings. Malformed and repeated ones are left out.
 */
export function mailboxes(
  candidates: { readonly tag?: string; readonly account?: string; readonly security: string },
  allowedDomains: readonly string[],
): readonly string[] {
  const tag = candidates.tag?.trim();
  const domain = tag?.split("@")[1]?.toLowerCase();
  const trusted =
    tag !== undefined && domain !== undefined && allowedDomains.includes(domain) ? tag : undefined;
  const all = [trusted, candidates.account?.trim(), candidates.security.trim()];
  return [
    ...new Set(all.filter((address): address is string => address !== undefined && ADDRESS.test(address))),
  ];
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** Codes that say this recipient cannot be written to; the next may still be. Anything else concerns all of them. */
const RECIPIENT_REFUSED = ["MessageRejected", "BadRequestException"];

/** Sends to the first mailbox that takes the letter and returns it. Rejects when none does, or when the service fails. */
export async function sendMail(
  ses: SESv2Client,
  from: string,
  to: readonly string[],
  letter: Letter,
): Promise<string> {
  let refused: unknown = new Error("no mailbox to write to");
  for (const address of to) {
    try {
      await ses.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [address] },
          Content: {
            Simple: {
              Subject: { Data: letter.subject, Charset: "UTF-8" },
              Body: { Text: { Data: letter.text, Charset: "UTF-8" } },
            },
          },
        }),
      );
      return address;
    } catch (error) {
      if (!RECIPIENT_REFUSED.includes(errorCode(error))) throw error;
      refused = error;
    }
  }
  throw refused;
}
