import { z } from "zod";
import { flag } from "./common";

const countryText = "a country's two capital letters (ISO 3166-1)";

const countries = z
  .strictObject({
    /** The countries named are let in and no other, or kept out. */
    action: z.enum(["allow", "block"], { error: "allow or block" }),
    codes: z
      .array(z.string({ error: countryText }).regex(/^[A-Z]{2}$/, countryText), {
        error: "a list of countries",
      })
      .min(1, "at least one country")
      .max(50, "at most 50 countries: that is what a rule takes")
      .readonly(),
  })
  .readonly();

const certificateText = "the ARN of a certificate in ACM, arn:aws:acm:us-east-1:ACCOUNT:certificate/ID";

/** CloudFront and WAF before a service. */
export const edge = z
  .strictObject({
    /** `count` records what would be blocked; `block` blocks it. Begin with the first. */
    mode: z.enum(["count", "block"], { error: "count or block" }).default("count"),
    /** Requests of one address in five minutes. */
    rateLimit: z
      .number({ error: "requests in five minutes, 10 to 2000000000" })
      .int("requests in five minutes, 10 to 2000000000")
      .min(10, "requests in five minutes, 10 to 2000000000")
      .max(2_000_000_000, "requests in five minutes, 10 to 2000000000")
      .default(2_000),
    countries: countries.optional(),
    /** Certificate of the distribution, in us-east-1; one is requested in `network.dns.publicZone` when left out. */
    certificateArn: z
      .string({ error: certificateText })
      .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/, certificateText)
      .optional(),
    minimumTls: z
      .enum(["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"], {
        error: "a security policy of CloudFront: TLSv1.2_2021, TLSv1.2_2025 or TLSv1.3_2025",
      })
      .default("TLSv1.2_2021"),
    /** Where CloudFront serves from; each class costs more than the one before. */
    priceClass: z
      .enum(["PriceClass_100", "PriceClass_200", "PriceClass_All"], {
        error: "PriceClass_100, PriceClass_200 or PriceClass_All",
      })
      .default("PriceClass_100"),
    /** A private bucket whose objects are served below `/static/`. */
    staticFiles: flag.default(false),
    /** A check of the public address from several continents; `production` when left out. */
    healthCheck: flag.optional(),
    /** Shield Advanced: needs the subscription, which is paid by the organisation. */
    shieldAdvanced: flag.default(false),
  })
  .readonly();

export type EdgeSettings = z.infer<typeof edge>;
