import * as assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { signedHeaders } from "../../../functions/flow-logs/sign";

/** The key of AWS's published Signature Version 4 test suite. */
const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};
const facts = { credentials, region: "us-east-1", service: "service", at: new Date("2015-08-30T12:36:00Z") };

async function authorization(method: string, url: string): Promise<string> {
  const headers = await signedHeaders({ method, url: new URL(url), headers: {}, body: "" }, facts);
  return headers["authorization"] ?? "";
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The signature, made anew from AWS's description of the steps: an answer that the signer's own code did not give. */
function signature(method: string, path: string, query: string, host: string, body: string): string {
  const signed = `host:${host}\nx-amz-content-sha256:${sha256(body)}\nx-amz-date:20150830T123600Z\n`;
  const names = "host;x-amz-content-sha256;x-amz-date";
  const request = [method, path, query, signed, names, sha256(body)].join("\n");
  const scope = "20150830/us-east-1/service/aws4_request";
  const text = ["AWS4-HMAC-SHA256", "20150830T123600Z", scope, sha256(request)].join("\n");
  const hmac = (key: string | Buffer, data: string): Buffer =>
    createHmac("sha256", key).update(data).digest();
  const key = scope.split("/").reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  return hmac(key, text).toString("hex");
}

describe("request signing", () => {
  it("gives the signature that AWS's description of the steps gives", async () => {
    const body = '{"create":{}}\n{}\n';
    const url = new URL("https://example.amazonaws.com/_bulk?filter_path=items");
    const headers = await signedHeaders({ method: "POST", url, headers: {}, body }, facts);
    const expected = signature("POST", "/_bulk", "filter_path=items", "example.amazonaws.com", body);
    assert.match(headers["authorization"] ?? "", new RegExp(`Signature=${expected}$`));
  });

  it("names key, day, Region, service and the headers it covers", async () => {
    const value = await authorization("POST", "https://example.amazonaws.com/_bulk");
    assert.match(
      value,
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/service\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
  });

  it("covers the query and the body: another of either has another signature", async () => {
    const plain = await authorization("POST", "https://example.amazonaws.com/_bulk");
    const query = await authorization("POST", "https://example.amazonaws.com/_bulk?filter_path=items");
    assert.notEqual(plain, query);
    const body = await signedHeaders(
      { method: "POST", url: new URL("https://example.amazonaws.com/_bulk"), headers: {}, body: "{}\n" },
      facts,
    );
    assert.notEqual(body["authorization"], plain);
  });

  it("sends the session's token, without which a role's keys are none", async () => {
    const headers = await signedHeaders(
      { method: "GET", url: new URL("https://example.amazonaws.com/"), headers: {}, body: "" },
      { ...facts, credentials: { ...credentials, sessionToken: "token" } },
    );
    assert.equal(headers["x-amz-security-token"], "token");
  });
});
