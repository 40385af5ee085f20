import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readMetadata } from "../../../settings/saml-metadata";

const good = fs.readFileSync(path.join(__dirname, "../components/search/identity-provider.xml"), "utf8");
const entity = "https://idp.example.org/dashboards";

describe("an identity provider's metadata", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "metadata-"));
  after(() => fs.rmSync(folder, { recursive: true }));
  const read = (text: string, id = entity) => {
    const file = path.join(folder, "metadata.xml");
    fs.writeFileSync(file, text);
    return readMetadata(file, id);
  };

  it("is taken as it is", () => {
    assert.deepEqual(read(good), { text: good });
  });

  it("may have another prefix or none, and an id with an ampersand", () => {
    const bare = good.replaceAll("md:", "").replace(entity, "https://idp.example.org/?a=1&amp;b=2");
    assert.deepEqual(read(bare, "https://idp.example.org/?a=1&b=2"), { text: bare });
  });

  const wrong: ReadonlyArray<[what: string, text: string, problem: RegExp]> = [
    ["a page of HTML", "<html></html>", /no EntityDescriptor/],
    ["a service provider's", good.replaceAll("IDPSSODescriptor", "SPSSODescriptor"), /IDPSSODescriptor/],
    ["one without a certificate", good.replace("Y2VydGlmaWNhdGU=", " "), /X509Certificate/],
    ["another provider's", good.replace(entity, "https://evil.example.org/dashboards"), /of "https:\/\/evil/],
    [
      "one that reads other files",
      `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${good}`,
      /document type/,
    ],
    ["one larger than AWS takes", good + " ".repeat(1_048_576), /AWS takes 1048576/],
  ];
  for (const [what, text, problem] of wrong)
    it(`is not ${what}`, () => {
      const metadata = read(text);
      assert.ok("problem" in metadata);
      assert.match(metadata.problem, problem);
    });

  it("is not a file that is missing", () => {
    assert.deepEqual(readMetadata(path.join(folder, "none.xml"), entity), { problem: "no such file" });
  });
});
