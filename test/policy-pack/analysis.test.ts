import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, isWholeWorld, overlaps, parseBlock } from "../../policy-pack/analysis/addresses";
import { glob, readDocument } from "../../policy-pack/analysis/documents";
import { modelAfter } from "../../policy-pack/analysis/from-change";
import { modelOfPreview, modelOfState } from "../../policy-pack/analysis/from-state";
import { type Resource } from "../../policy-pack/analysis/resource";
import { tagOf } from "../../policy-pack/analysis/tags";
import {
  type Json,
  type Props,
  UNKNOWN,
  asBoolean,
  asList,
  asNumber,
  asText,
  asTexts,
  at,
} from "../../policy-pack/analysis/values";
import { suggest } from "../../policy-pack/lib/suggest";
import { U, doc, resourceOf } from "./harness";

describe("values", () => {
  it("are read along a path, through lists of one, up to an unknown", () => {
    const props = { a: { b: [{ c: 1 }] }, u: { v: U }, n: null, many: [{ c: 1 }, { c: 2 }] };
    assert.equal(at(props, "a", "b", "c"), 1);
    assert.equal(at(props, "a", "b", 0, "c"), 1);
    assert.equal(at(props, "u", "v", "w"), UNKNOWN);
    assert.equal(at(props, "n", "x"), undefined);
    assert.equal(at(props, "many", "c"), undefined);
    assert.equal(at(props, "constructor"), undefined);
  });

  it("are taken in the forms that states hold them in", () => {
    assert.deepEqual(
      [asBoolean("true"), asBoolean("False"), asBoolean("yes"), asBoolean(UNKNOWN)],
      [true, false, undefined, UNKNOWN],
    );
    assert.deepEqual(
      [asNumber("22"), asNumber(""), asNumber("x"), asNumber(UNKNOWN)],
      [22, undefined, undefined, UNKNOWN],
    );
    assert.deepEqual([asText(22), asText(`arn:${U}`), asText(undefined)], ["22", UNKNOWN, undefined]);
    assert.deepEqual([asList(undefined), asList("a"), asList(UNKNOWN)], [[], ["a"], UNKNOWN]);
    assert.deepEqual(asTexts(["a", null, U, 3]), ["a", UNKNOWN, "3"]);
  });
});

describe("addresses", () => {
  it("of the whole world are known in every spelling", () => {
    for (const text of [
      "0.0.0.0/0",
      "203.0.113.9/0",
      "::/0",
      "0::/0",
      "2001:db8::1/0",
      "0:0:0:0:0:0:0:0/0",
      " ::/0 ",
      "128.0.0.0/1",
      "2000::/3",
    ]) {
      assert.ok(isWholeWorld(text), text);
    }
    for (const text of [
      "10.0.0.0/8",
      "fc00::/7",
      "2001:db8::/32",
      "0.0.0.0",
      "",
      "x/0",
      "0.0.0.0/",
      "0.0.0.0/0/0",
      "pl-1",
    ])
      assert.ok(!isWholeWorld(text), text);
  });

  it("overlap as their numbers do", () => {
    const block = fc
      .tuple(fc.nat(0xffff), fc.integer({ min: 0, max: 32 }))
      .map(([n, prefix]) => ({ n: n * 65_537, prefix }));
    fc.assert(
      fc.property(block, block, (a, b) => {
        const range = ({ n, prefix }: { n: number; prefix: number }): [number, number] => {
          const size = 2 ** (32 - prefix);
          const base = Math.floor(n / size) * size;
          return [base, base + size - 1];
        };
        const text = ({ n, prefix }: { n: number; prefix: number }): string =>
          `${[24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256).join(".")}/${prefix}`;
        const [x, y] = [parseBlock(text(a)), parseBlock(text(b))];
        assert.ok(x && y);
        const [[a0, a1], [b0, b1]] = [range(a), range(b)];
        assert.equal(overlaps(x, y), a0 <= b1 && b0 <= a1);
        assert.equal(contains(x, y), a0 <= b0 && b1 <= a1);
      }),
    );
  });

  it("of IPv6 read with an embedded IPv4 tail", () => {
    assert.deepEqual(parseBlock("::ffff:10.0.0.1"), parseBlock("::ffff:a00:1"));
  });
});

describe("documents", () => {
  it("are the same as text and as an object", () => {
    const statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:*", Resource: ["*"] };
    const text = readDocument(doc(statement));
    const object = readDocument({ Version: "2012-10-17", Statement: statement });
    assert.ok(text.kind === "document" && object.kind === "document");
    assert.deepEqual(text.statements, object.statements);
  });

  it("with unknown parts are unknown in those parts only", () => {
    const document = readDocument({ Statement: [{ Effect: "Allow", Action: "s3:*", Resource: U }, U] });
    assert.ok(document.kind === "document");
    assert.equal(document.statements[1], UNKNOWN);
    assert.equal(readDocument(`{"Statement": ${U}}`).kind, "unknown");
    assert.equal(readDocument("{").kind, "invalid");
    assert.equal(readDocument(undefined).kind, "absent");
  });

  it("match patterns as regular expressions would", () => {
    const part = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 8 }).map((list) => list.join(""));
    fc.assert(
      fc.property(part, part, (pattern, raw) => {
        const text = raw.replaceAll(/[*?]/g, "a");
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        assert.equal(glob(pattern, text), expression.test(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("tags", () => {
  it("are the resource's own, merged, or its provider's, a known value before an unknown one", () => {
    const resource = (props: Props, defaultTags?: Json): Resource => ({
      ...resourceOf("aws:ec2/vpc:Vpc", props),
      ...(defaultTags === undefined ? {} : { providerProps: { defaultTags } }),
    });
    assert.equal(tagOf(resource({ tags: { a: "own" }, tagsAll: U }), "a"), "own");
    assert.equal(tagOf(resource({ tagsAll: { a: "merged" } }), "a"), "merged");
    assert.equal(tagOf(resource({}, '{"tags":{"a":"default"}}'), "a"), "default");
    assert.equal(tagOf(resource({}, { tags: { a: "default" } }), "a"), "default");
    assert.equal(tagOf(resource({}, "not JSON"), "a"), undefined);
    assert.equal(tagOf(resource({ tags: U }, '{"tags":{}}'), "a"), UNKNOWN);
    assert.equal(tagOf(resource({}), "a"), undefined);
  });
});

describe("stored states and previews", () => {
  const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  const urn = (type: string, name: string): string => `urn:pulumi:s::p::${type}::${name}`;
  const provider = {
    urn: urn("pulumi:providers:aws", "main"),
    type: "pulumi:providers:aws",
    id: "1",
    inputs: { region: "eu-west-2" },
  };
  const vpc = {
    urn: urn("aws:ec2/vpc:Vpc", "v::1"),
    type: "aws:ec2/vpc:Vpc",
    id: "vpc-1",
    inputs: { cidrBlock: { ...SECRET, plaintext: '"10.0.0.0/16"' }, tags: { ...SECRET, ciphertext: "xyz" } },
    outputs: { arn: "arn" },
    protect: true,
    retainOnDelete: true,
    provider: `${provider.urn}::1`,
    propertyDependencies: { cidrBlock: ["urn:x"] },
  };

  it("read as the same resources, secrets opened or unknown, what is to be deleted left out", () => {
    const text = JSON.stringify({
      version: 3,
      deployment: { resources: [provider, vpc, { ...vpc, delete: true }] },
    });
    const model = modelOfState(text);
    assert.equal(model.resources.length, 2);
    const [found] = model.ofType("aws:ec2/vpc:Vpc");
    assert.ok(found);
    assert.equal(found.name, "v::1");
    assert.deepEqual(
      [at(found.props, "cidrBlock"), at(found.props, "tags"), at(found.props, "id")],
      ["10.0.0.0/16", UNKNOWN, "vpc-1"],
    );
    assert.deepEqual(found.options, { protect: true, ignoreChanges: [], retainOnDelete: true });
    assert.equal(at(found.providerProps, "region"), "eu-west-2");
    assert.deepEqual(found.edges, { cidrBlock: ["urn:x"] });
  });

  it("of a preview are what there will be", () => {
    const steps = [
      { op: "create", newState: { ...vpc, id: "", outputs: { id: U } } },
      { op: "delete", oldState: provider },
    ];
    const model = modelOfPreview(JSON.stringify({ steps }));
    assert.equal(model.resources.length, 1);
    assert.equal(at(model.resources[0]?.props, "id"), UNKNOWN);
  });

  it("of a preview keep the id that the engine tells in the old state alone, unless they are replaced", () => {
    const ids = ["update", "replace"].map((op) => {
      const steps = [{ op, oldState: { id: "vpc-1" }, newState: { ...vpc, id: "" } }];
      return at(modelOfPreview(JSON.stringify({ steps })).resources[0]?.props, "id");
    });
    assert.deepEqual(ids, ["vpc-1", undefined]);
  });

  it("of a stack that was never deployed are none", () => {
    const manifest = { time: "0001-01-01T00:00:00Z", magic: "", version: "" };
    assert.deepEqual(modelOfState(JSON.stringify({ version: 3, deployment: { manifest } })).resources, []);
  });

  it("after a change are those that it leaves alone, and those it plans, by whatever name they had", () => {
    const before = modelOfState(JSON.stringify({ deployment: { resources: [provider, vpc] } }));
    const after = (...steps: unknown[]): string[] =>
      modelAfter(before, JSON.stringify({ steps }))
        .resources.map(({ name }) => name)
        .sort();
    const renamed = { ...vpc, urn: urn("aws:ec2/vpc:Vpc", "other") };
    assert.deepEqual(after(), ["main", "v::1"]);
    assert.deepEqual(after({ op: "delete", urn: vpc.urn, oldState: vpc }), ["main"]);
    assert.deepEqual(after({ op: "update", urn: renamed.urn, oldState: vpc, newState: renamed }), [
      "main",
      "other",
    ]);
    // What waits for its deletion shares the URN of what took its place.
    assert.deepEqual(after({ op: "delete", urn: vpc.urn, oldState: { ...vpc, delete: true } }), [
      "main",
      "v::1",
    ]);
  });

  it("that are none get told so", () => {
    assert.throws(() => modelOfState("{"), /the state is not JSON/);
    assert.throws(() => modelOfState("{}"), /no list of resources/);
    assert.throws(() => modelOfPreview("[]"), /no list of steps/);
  });
});

describe("suggestions", () => {
  it("are near or none", () => {
    assert.equal(suggest("requird-tags", ["required-tags", "other"]), "required-tags");
    assert.equal(suggest("zzz", ["required-tags"]), undefined);
  });
});
