import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { CONTRACTS } from "../../../functions/contracts";
import { type EventPattern } from "../../../functions/detections/patterns";
import { bundle } from "../../../tools/functions/build";
import { deployedStacks } from "../../engine/harness";
import { type Deployed, readStacks } from "../../proofs/model/stacks";
import { matchingRules } from "./ruler";

/** Where an event is made. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** A rule of EventBridge as deployed, with what it sends to. */
interface Rule extends Place {
  readonly bus: string;
  readonly pattern: EventPattern;
  readonly targets: readonly string[];
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Detection and response as the engine deploys them: rules, bus, queue and functions, from the stacks' exports. */
export class DeployedResponse {
  private readonly rules: ReadonlyMap<string, Rule>;
  private readonly busArn: string;

  private constructor(
    private readonly resources: readonly Deployed[],
    private readonly ids: ReadonlyMap<string, string>,
  ) {
    const targets = this.ofType("cloudwatch/eventTarget:EventTarget");
    this.rules = new Map(
      this.ofType("cloudwatch/eventRule:EventRule")
        .filter(({ outputs }) => text(outputs.eventPattern) !== "" && outputs.state !== "DISABLED")
        .map(({ accountId, region, outputs }) => {
          const bus = text(outputs.eventBusName) || "default";
          const sendsTo = targets.filter(
            (target) =>
              target.accountId === accountId &&
              target.region === region &&
              target.outputs.rule === outputs.name &&
              (text(target.outputs.eventBusName) || "default") === bus,
          );
          return [
            text(outputs.arn),
            {
              account: accountId,
              region,
              bus,
              pattern: JSON.parse(text(outputs.eventPattern)) as EventPattern,
              targets: sendsTo.map((target) => text(target.outputs.arn)),
            },
          ];
        }),
    );
    const [bus] = this.ofType("cloudwatch/eventBus:EventBus");
    this.busArn = text(bus?.outputs.arn);
  }

  /** Reads the exports; deploys first when the sources are new, which takes minutes. */
  static async read(): Promise<DeployedResponse> {
    const stacks = await deployedStacks();
    const { resources, entrances } = readStacks(stacks);
    const ids = entrances.map(
      ({ name, accountId }) => [name.replace(/^organization-/, ""), accountId] as const,
    );
    return new DeployedResponse(resources, new Map(ids));
  }

  /** Id of an account by its name: `security`, `prod-booking`. */
  account(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined)
      throw new Error(`no stack enters ${name}; there are ${[...this.ids.keys()].join(", ")}`);
    return id;
  }

  /** Resources of a type, such as `sns/topic:Topic`. */
  ofType(type: string): readonly Deployed[] {
    return this.resources.filter((resource) => resource.type === `aws:${type}`);
  }

  /**
   * The functions that each event reaches, by the names of their contracts: matched by EventBridge's own matcher against the rules of the
   * account and Region it is made in, sent to the bus, matched against the bus's rules, and taken from the queue.
   */
  reached(
    events: ReadonlyArray<{ readonly place: Place; readonly event: unknown }>,
  ): readonly (readonly string[])[] {
    const patterns = Object.fromEntries([...this.rules].map(([arn, { pattern }]) => [arn, pattern]));
    const matched = matchingRules(
      patterns,
      events.map(({ event }) => event),
    );
    return events.map(({ place }, index) => {
      const rules = (matched[index] ?? []).flatMap((arn) => this.rules.get(arn) ?? []);
      const sent = rules.some(
        ({ account, region, bus, targets }) =>
          account === place.account &&
          region === place.region &&
          bus === "default" &&
          targets.includes(this.busArn),
      );
      if (!sent) return [];
      const targets = rules
        .filter(({ bus }) => this.busArn.endsWith(`/${bus}`))
        .flatMap((rule) => rule.targets);
      return [...new Set(targets.map((arn) => this.functionAt(arn)))].sort();
    });
  }

  /** The contract's name of the function that a target leads to, itself or by its queue. */
  private functionAt(arn: string): string {
    const mapping = this.ofType("lambda/eventSourceMapping:EventSourceMapping").find(
      ({ outputs }) => outputs.eventSourceArn === arn,
    );
    const functionArn = mapping === undefined ? arn : text(mapping.outputs.functionName);
    const found = CONTRACTS.find(({ name }) => this.deployedFunction(name)?.outputs.arn === functionArn);
    if (found === undefined) throw new Error(`${arn} leads to no function of a contract`);
    return found.name;
  }

  private deployedFunction(name: string): Deployed | undefined {
    const own = new RegExp(`^LandingZone-${name}(-function)?$`);
    return this.ofType("lambda/function:Function").find((one) => own.test(one.name));
  }

  /** The variables of a function as deployed. */
  variables(name: string): Readonly<Record<string, string>> {
    const { environment } = (this.deployedFunction(name)?.outputs ?? {}) as {
      environment?: { variables?: Record<string, string> };
    };
    if (environment?.variables === undefined) throw new Error(`${name} is not deployed`);
    return environment.variables;
  }

  /** The file of a function's bundle. @throws when it is not, byte for byte, what is deployed */
  async bundleOf(name: string): Promise<string> {
    const contract = CONTRACTS.find((one) => one.name === name);
    if (contract === undefined) throw new Error(`no contract of ${name}`);
    const folder = path.join(__dirname, "..", "..", "..", ".engine", "bundles");
    const { file } = await bundle(name, contract.entry, folder);
    const { code } = (this.deployedFunction(name)?.outputs ?? {}) as {
      code?: { assets?: Record<string, { hash?: string }> };
    };
    const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
    if (code?.assets?.["index.js"]?.hash !== hash)
      throw new Error(`the bundle of ${name} is not what is deployed`);
    return file;
  }
}
