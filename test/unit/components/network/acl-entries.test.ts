import assert from "node:assert/strict";
import {
  allowReplies,
  allowRepliesFromAnywhere,
  allowTcp,
  numbered,
} from "../../../../components/network/acl-entries";

describe("entries of network ACLs", () => {
  it("are numbered in order, with gaps, and repeated never", () => {
    const [first, second] = [allowTcp("10.0.0.0/24", 443), allowReplies("10.0.1.0/24")];
    assert.deepEqual(numbered("egress", [first, second, allowTcp("10.0.0.0/24", 443)]), [
      {
        number: 100,
        direction: "egress",
        action: "allow",
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidr: "10.0.0.0/24",
      },
      {
        number: 110,
        direction: "egress",
        action: "allow",
        protocol: "tcp",
        fromPort: 1024,
        toPort: 65535,
        cidr: "10.0.1.0/24",
      },
    ]);
    assert.deepEqual(numbered("ingress", []), []);
  });

  it("leave the admin ports out of the replies from anywhere", () =>
    assert.deepEqual(
      allowRepliesFromAnywhere().map(({ action, fromPort, toPort, cidr }) => [
        action,
        fromPort,
        toPort,
        cidr,
      ]),
      [
        ["allow", 1024, 3388, "0.0.0.0/0"],
        ["allow", 3390, 65535, "0.0.0.0/0"],
      ],
    ));
});
