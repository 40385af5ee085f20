import * as fs from "node:fs";
import * as path from "node:path";

/** Characters of the metadata that AWS takes. Source: OpenSearch Service API reference, SAMLIdp, read 2026-11. */
const longest = 1_048_576;

/** An identity provider's metadata, or what is wrong with its file. */
export type Metadata = { readonly text: string } | { readonly problem: string };

/**
 * Reads an identity provider's metadata and sees to it that it is what it is taken for; the service tells a mistake only as "invalid", after
 * a quarter of an hour.
 * @param file path from the project's folder, which the engine runs the program in
 * @param entityId what the metadata must be of
 */
export function readMetadata(file: string, entityId: string): Metadata {
  let text: string;
  try {
    text = fs.readFileSync(path.resolve(file), "utf8");
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : String(error) };
  }
  if (text.length > longest) return { problem: `${text.length} characters, and AWS takes ${longest}` };
  // A declaration of a document type is how an XML reader is made to read other files, and metadata has no need of one.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return { problem: "a file with a document type of its own" };
  const [, written] = /<(?:\w+:)?EntityDescriptor\b[^>]*?\bentityID\s*=\s*["']([^"']*)["']/.exec(text) ?? [];
  if (written === undefined) return { problem: "no SAML metadata: no EntityDescriptor with an entityID" };
  if (!/<(?:\w+:)?IDPSSODescriptor\b/.test(text))
    return { problem: "metadata of no identity provider: no IDPSSODescriptor" };
  if (!/<(?:\w+:)?X509Certificate>\s*[\w+/]/.test(text))
    return { problem: "metadata without the certificate that signs: no X509Certificate" };
  const id = written.replaceAll("&amp;", "&");
  return id === entityId ? { text } : { problem: `metadata of ${JSON.stringify(id)}` };
}
