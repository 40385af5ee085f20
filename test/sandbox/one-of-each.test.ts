import * as assert from "node:assert/strict";
import { accountOf } from "../../sandbox/aws/cloud/partition";
import { DOCUMENT_LIMITS, type DocumentKind } from "../../sandbox/aws/facts/documents";
import { type Reference } from "../../sandbox/aws/model/model";
import { type Kind } from "../../sandbox/aws/model/shape";
import { hasUnknown, str, type Props, type Value } from "../../sandbox/aws/model/values";
import { catalogue } from "../../sandbox/aws/types";
import { type Account, Accounts, type Made, policy, shapes } from "./support/accounts";
import { requisites, samples } from "./support/samples";

const DUMMIES: Readonly<Record<Kind, Value>> = {
  string: "example",
  number: 1,
  boolean: true,
  list: [],
  map: {},
  object: {},
};

/** Makes a type's requisites first, then the type, with a value for each input it must have. */
class Maker {
  private readonly made = new Map<string, Promise<Made>>();

  constructor(private readonly account: Account) {}

  /** One of a type: the same one when asked again. */
  one(token: string): Promise<Made> {
    const known = this.made.get(token) ?? this.make(token);
    this.made.set(token, known);
    return known;
  }

  private async make(token: string): Promise<Made> {
    for (const requisite of requisites(token)) await this.one(requisite);
    // A second one of a type is written `TOKEN#b`.
    const [bare = "", which = "one"] = token.split("#");
    return this.account.make(bare, await this.inputs(token), which);
  }

  async inputs(token: string): Promise<Props> {
    const [bare = ""] = token.split("#");
    const shape = shapes.of(bare);
    assert.ok(shape, `${token} is not in the package`);
    const given = (await samples(token, (other) => this.one(other))) ?? {};
    const inputs: Props = {};
    for (const [name, property] of shape.inputs) {
      if (name in given || property.optional) continue;
      inputs[name] = await this.value(bare, name, property.kind);
    }
    return { ...inputs, ...given };
  }

  /** Something the type's model takes: a reference, a choice, a document, or a plain value of the kind. */
  private async value(token: string, name: string, kind: Kind): Promise<Value> {
    const { references, choices, documents } = catalogue.model(token);
    const reference = references?.[name];
    const document = documents?.[name];
    const [choice] = choices?.[name]?.[0] ?? [];
    if (reference !== undefined) {
      const value = await this.reference(reference);
      return kind === "list" ? [value] : value;
    }
    return document === undefined ? (choice ?? DUMMIES[kind]) : documentOf(document);
  }

  private async reference(reference: Reference): Promise<string> {
    const target = await this.one(reference.to[0] ?? "");
    return reference.by === undefined ? target.id : (str(target.properties, reference.by) ?? target.id);
  }
}

/** The smallest document of a kind. */
function documentOf(kind: DocumentKind): string {
  const { principal, resource } = DOCUMENT_LIMITS[kind];
  return policy({
    ...(principal === "forbidden" ? {} : { Principal: "*" }),
    ...(resource === "forbidden" ? {} : { Resource: "*" }),
  });
}

/** Words in an ARN that must have been filled. */
function checkArn(made: Made): void {
  const { arn } = made.properties;
  if (typeof arn !== "string" || arn === "") return;
  assert.match(arn, /^arn:aws:[\w-]+:[\w-]*:[\w-]*:\S.*$/, `${made.token}: ${arn}`);
  assert.doesNotMatch(arn, /\{|\}|undefined|\/\//, arn);
  assert.ok(accountOf(arn) !== undefined || /^arn:aws:(s3|route53|cloudfront)/.test(arn), arn);
}

describe("every type the sandbox models", function () {
  this.timeout(60_000);

  for (const token of catalogue.tokens()) {
    it(token, async () => {
      const accounts = new Accounts();
      const account = await accounts.in();
      const maker = new Maker(account);
      const made = await maker.one(token);

      assert.notEqual(made.id, "", "it has no id");
      assert.doesNotMatch(made.id, /undefined|\{/, made.id);
      checkArn(made);
      for (const [name, output] of shapes.of(token)?.outputs ?? []) {
        assert.ok(output.optional || made.properties[name] !== undefined, `the output ${name} has no value`);
      }
      assert.ok(!hasUnknown(made.properties), "an output is unknown after the deployment");

      const inputs = await maker.inputs(token);
      assert.deepEqual(account.diff(made, inputs).changes, [], "the same program changes something");

      const seen = await account.read(made);
      assert.ok(seen, "a refresh does not find it");
      assert.deepEqual(seen.inputs, made.inputs, "a refresh sees drift");

      const imported = await account.read(made, true);
      assert.ok(imported, "an import does not find it");
      const checked = account.check(token, inputs, imported.inputs, "one");
      const { changes } = account.instance.diff(token, imported.properties, imported.inputs, checked, []);
      assert.deepEqual(changes, [], "importing it changes something");

      await account.remove(made);
      assert.equal(await account.read(made), undefined, "it is still there after its delete");
    });
  }
});
