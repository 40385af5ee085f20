import * as path from "node:path";
import { Cloud } from "../../../sandbox/aws/cloud/cloud";
import { Shapes } from "../../../sandbox/aws/model/shape";
import { type Props } from "../../../sandbox/aws/model/values";
import { type Difference } from "../../../sandbox/aws/provider/diff";
import { Faults } from "../../../sandbox/aws/provider/faults";
import { ProviderInstance } from "../../../sandbox/aws/provider/instance";
import { type World } from "../../../sandbox/aws/provider/operations";
import { catalogue } from "../../../sandbox/aws/types";

/** The installed package's declarations, read once for all tests. */
export const shapes = new Shapes(path.join(__dirname, "..", "..", "..", "node_modules", "@pulumi", "aws"));

export const HERE = "210000000111";
export const THERE = "210000000112";

/** A resource as the engine would record it. */
export interface Made {
  readonly token: string;
  readonly urn: string;
  readonly id: string;
  readonly inputs: Props;
  readonly properties: Props;
}

/** One account's provider in a Region, driven as the engine drives it. */
export class Account {
  constructor(
    readonly instance: ProviderInstance,
    private readonly counter: { made: number },
  ) {}

  /** Checks and creates. @throws what the provider answers, check failures included */
  async make(token: string, inputs: Props, name = `r${++this.counter.made}`): Promise<Made> {
    const urn = `urn:pulumi:test::test::${token}::${name}`;
    const checked = this.check(token, inputs, {}, name);
    const { id, properties } = await this.instance.create({ urn, token }, checked, false);
    return { token, urn, id, inputs: checked, properties };
  }

  /** The id of something new. */
  async id(token: string, inputs: Props): Promise<string> {
    return (await this.make(token, inputs)).id;
  }

  /** Checked inputs. @throws the failures, joined */
  check(token: string, inputs: Props, olds: Props = {}, name = "r"): Props {
    const { inputs: checked, failures } = this.instance.check(token, inputs, olds, name, `seed-${name}`);
    if (failures.length > 0)
      throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
    return checked;
  }

  /** What other inputs would change. */
  diff(made: Made, inputs: Props): Difference {
    return this.instance.diff(
      made.token,
      made.properties,
      made.inputs,
      this.check(made.token, inputs, made.inputs),
      [],
    );
  }

  async update(made: Made, inputs: Props): Promise<Made> {
    const checked = this.check(made.token, inputs, made.inputs);
    const properties = await this.instance.update(made, made.id, checked, made.properties, false);
    return { ...made, inputs: checked, properties };
  }

  async remove(made: Made): Promise<void> {
    await this.instance.remove(made, made.id, made.properties);
  }

  /** Reads as a refresh does, or as an import when told so. */
  async read(made: Made, importing = false): Promise<{ properties: Props; inputs: Props } | undefined> {
    const [olds, inputs] = importing ? [{}, {}] : [made.properties, made.inputs];
    return this.instance.read(made, made.id, olds, inputs);
  }
}

/** A cloud of its own, with a provider for each account that is asked for. */
export class Accounts {
  readonly cloud = new Cloud((type) => catalogue.referencePaths(type));
  readonly world: World = { catalogue, shapes, cloud: this.cloud };
  private readonly counter = { made: 0 };

  /**
   * @param account the account whose role the provider assumes
   * @param config  more configuration, as the engine sends it
   * @param env     the sandbox's variables
   */
  async in(account = HERE, config: Props = {}, env: Readonly<Record<string, string>> = {}): Promise<Account> {
    const host = { world: this.world, changed: () => {}, log: () => {}, crash: () => {} };
    const instance = new ProviderInstance(host, env, new Faults(env.SANDBOX_FAULTS ?? ""));
    await instance.configure({
      region: "eu-west-2",
      assumeRoles: JSON.stringify([{ roleArn: `arn:aws:iam::${account}:role/Deploy` }]),
      ...config,
    });
    return new Account(instance, this.counter);
  }
}

/** A policy document of one statement. */
export function policy(statement: Props = {}): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", ...statement }],
  });
}

export const IDENTITY_POLICY = policy({ Resource: "*" });
export const RESOURCE_POLICY = policy({ Principal: "*", Resource: "*" });
export const TRUST_POLICY = policy({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
