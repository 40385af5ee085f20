import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { CIS_ALARMS } from "../../../functions/detections/cis";
import { detectionsPage } from "../../../functions/detections/docs";

describe("the page of detections", () => {
  it("is what the catalogue says (npm run docs:detections writes it)", () => {
    const page = readFileSync(path.join(__dirname, "..", "..", "..", "docs", "detections.md"), "utf8");
    assert.equal(page, detectionsPage());
  });
});

describe("the CIS metric filters", () => {
  it("cover CloudWatch.1 to CloudWatch.14 in order", () => {
    assert.deepEqual(
      CIS_ALARMS.map(({ control }) => control),
      Array.from({ length: 14 }, (_, index) => index + 1),
    );
    assert.equal(new Set(CIS_ALARMS.map(({ name }) => name)).size, 14);
  });

  // Built patterns against the printed ones, character by character.
  const printed: Readonly<Record<number, string>> = {
    1: '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    5: "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}",
    7: "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}",
    9: "{($.eventSource=config.amazonaws.com) && (($.eventName=StopConfigurationRecorder) || ($.eventName=DeleteDeliveryChannel) || ($.eventName=PutDeliveryChannel) || ($.eventName=PutConfigurationRecorder))}",
    10: "{($.eventName=AuthorizeSecurityGroupIngress) || ($.eventName=AuthorizeSecurityGroupEgress) || ($.eventName=RevokeSecurityGroupIngress) || ($.eventName=RevokeSecurityGroupEgress) || ($.eventName=CreateSecurityGroup) || ($.eventName=DeleteSecurityGroup)}",
    12: "{($.eventName=CreateCustomerGateway) || ($.eventName=DeleteCustomerGateway) || ($.eventName=AttachInternetGateway) || ($.eventName=CreateInternetGateway) || ($.eventName=DeleteInternetGateway) || ($.eventName=DetachInternetGateway)}",
    13: "{($.eventName=CreateRoute) || ($.eventName=CreateRouteTable) || ($.eventName=ReplaceRoute) || ($.eventName=ReplaceRouteTableAssociation) || ($.eventName=DeleteRouteTable) || ($.eventName=DeleteRoute) || ($.eventName=DisassociateRouteTable)}",
  };
  for (const [control, pattern] of Object.entries(printed))
    it(`CloudWatch.${control} is verbatim`, () => {
      assert.equal(CIS_ALARMS.find((alarm) => alarm.control === Number(control))?.pattern, pattern);
    });
});
