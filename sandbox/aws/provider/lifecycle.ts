import { GLOBAL, defined, type Cloud, type Resource } from "../cloud/cloud";
import { checkInputs } from "../checks/inputs";
import { checkReferences, checkUnheld } from "../checks/references";
import { Call, type Caller } from "../model/call";
import type { Model } from "../model/model";
import { NotModelled, refuse } from "../model/refusal";
import type { Shape, Shapes } from "../model/shape";
import { UNKNOWN, hasUnknown, object, same, str, type Props, type Value } from "../model/values";

/** What `Diff` finds. */
export interface Difference {
  readonly changed: string[];
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** Everything that can happen to a resource, for one provider instance. */
export class Lifecycle {
  constructor(
    private readonly cloud: Cloud,
    private readonly models: ReadonlyMap<string, Model>,
    private readonly shapes: Shapes,
    private readonly caller: Caller,
  ) {}

  /**
   * Completes and checks inputs.
   * @param old inputs of the last deployment, empty for a new resource
   * @throws Refusal when AWS would refuse them
   */
  check(urn: string, old: Props, news: Props): Props {
    const { model, shape } = this.of(typeOf(urn));
    for (const name of Object.keys(news)) {
      if (!shape.inputs.has(name)) refuse("UnknownProperty", `${model.token} has no property ${name}`, name);
    }
    const defaults = typeof model.defaults === "function" ? model.defaults(news) : (model.defaults ?? {});
    const inputs: Props = { ...defaults, ...news };
    const naming = model.naming;
    if (naming && inputs[naming.property] === undefined && inputs[`${naming.property}Prefix`] === undefined) {
      const kept = str(old, naming.property);
      inputs[naming.property] = kept ?? this.madeUpName(urn, naming);
    }
    for (const [name, { optional }] of shape.inputs) {
      if (!optional && inputs[name] === undefined) {
        refuse("MissingParameter", `Missing required argument: ${name} of ${model.token}`, name);
      }
    }
    checkInputs(model, inputs, this.homeOf(model, shape, inputs, undefined));
    return inputs;
  }

  private madeUpName(urn: string, naming: NonNullable<Model["naming"]>): string {
    const logical = urn.slice(urn.lastIndexOf("::") + 2);
    const suffix = `-${this.cloud.mint(`name/${urn}`, 7)}${naming.suffix?.({}) ?? ""}`;
    const name = `${naming.prefix ?? ""}${logical}`.slice(0, naming.max - suffix.length) + suffix;
    return naming.lowerCase ? name.toLowerCase() : name;
  }

  /** Compares new inputs with the state: the cloud as it was last seen, so that drift shows. */
  diff(urn: string, state: Props, oldInputs: Props, news: Props): Difference {
    const { model, shape } = this.of(typeOf(urn));
    const changed = new Set<string>();
    for (const [name, value] of Object.entries(news)) {
      if (hasUnknown(value) || !same(value, state[name])) changed.add(name);
    }
    for (const name of Object.keys(oldInputs)) {
      if (news[name] === undefined && oldInputs[name] !== undefined) changed.add(name);
    }
    if (shape.outputs.has("tagsAll") && !hasUnknown(news.tags)) {
      if (!same(this.allTags(news), object(state, "tagsAll"))) changed.add("tagsAll");
    }
    const replaces = [...changed].filter((name) => this.doesReplace(model, name));
    return { changed: [...changed], replaces, deleteBeforeReplace: model.deleteBeforeReplace ?? false };
  }

  private doesReplace({ replace = [] }: Model, name: string): boolean {
    if (name === "tags" || name === "tagsAll") return false;
    return name === "region" || replace.includes("*") || replace.some((path) => path.split(".")[0] === name);
  }

  /** What a preview shows of a resource to be created: its outputs are unknown. */
  plan(urn: string, inputs: Props): Props {
    const { model, shape } = this.of(typeOf(urn));
    const call = this.call(urn, model, shape, inputs, undefined);
    const properties: Props = { ...inputs, ...defined(model.planned?.(call) ?? {}) };
    for (const [name, { optional }] of shape.outputs) {
      if (properties[name] === undefined && !optional) properties[name] = UNKNOWN;
    }
    return { ...properties, ...this.commonOutputs(call, shape) };
  }

  /** Creates a resource. @throws Refusal */
  create(urn: string, inputs: Props): Resource {
    const { model, shape } = this.of(typeOf(urn));
    const call = this.call(urn, model, shape, inputs, undefined);
    this.admit(call);
    const prefixed = model.naming && str(inputs, `${model.naming.property}Prefix`);
    if (prefixed !== undefined && model.naming && call.text(model.naming.property) === "") {
      call.inputs[model.naming.property] = prefixed + this.cloud.mint(`prefix/${urn}`, 16);
    }
    this.identify(call);
    const existing = this.cloud.get(model.token, call.id, call.account, call.home);
    if (existing && !existing.implicit && !model.adopted) {
      refuse("ResourceAlreadyExists", `${model.token} ${call.id} exists already`);
    }
    const resource: Resource = {
      type: model.token,
      id: call.id,
      account: call.account,
      region: call.home,
      properties: this.properties(call, shape, existing?.properties ?? {}),
      urn,
    };
    this.cloud.put(resource);
    model.after?.(call);
    return resource;
  }

  /** Updates a resource in place. @throws Refusal */
  update(urn: string, id: string, inputs: Props, preview: boolean, state: Props): Props {
    const { model, shape } = this.of(typeOf(urn));
    const old = this.locate(model, shape, id, inputs);
    if (preview) return { ...(old?.properties ?? state), ...inputs, ...this.tagsOf(shape, inputs) };
    if (!old) refuse(...this.missing(model, id));
    const call = this.call(urn, model, shape, inputs, old);
    this.admit(call);
    const dropped = Object.keys(old.properties).filter((name) => shape.inputs.has(name) && !(name in inputs));
    const kept: Props = { ...old.properties };
    for (const name of dropped) if (!shape.outputs.get(name) || shape.outputs.get(name)!.optional) delete kept[name];
    const properties = this.properties(call, shape, kept);
    this.cloud.put({ ...old, properties, urn });
    model.after?.(call);
    return properties;
  }

  /** A resource as it is now, or undefined when it is gone. */
  read(type: string, id: string, state: Props): Resource | undefined {
    const { model, shape } = this.of(type);
    return this.locate(model, shape, id, state);
  }

  /** Inputs that would make the resource as it is: for an import, and to show drift after a refresh. */
  inputsOf(type: string, resource: Resource, oldInputs: Props): Props {
    const { shape, model } = this.of(type);
    const isImport = Object.keys(oldInputs).length === 0;
    const names = isImport
      ? [...shape.inputs].filter(([name, { optional }]) => !optional || name === "tags").map(([name]) => name)
      : Object.keys(oldInputs);
    const defaults = typeof model.defaults === "function" ? model.defaults(resource.properties) : (model.defaults ?? {});
    const all = isImport ? [...new Set([...names, ...Object.keys(defaults), model.naming?.property ?? ""])] : names;
    return defined(Object.fromEntries(all.map((name) => [name, resource.properties[name] as Value | undefined])));
  }

  /** Deletes a resource; one that is gone already is no error. @throws Refusal when something depends on it */
  delete(urn: string, id: string, state: Props): void {
    const { model, shape } = this.of(typeOf(urn));
    const resource = this.locate(model, shape, id, state);
    if (!resource) return;
    const call = this.call(urn, model, shape, state, resource);
    if (!model.adopted) {
      checkUnheld(call, resource, this.models);
      model.release?.(call);
      this.cloud.remove(resource);
    }
    model.afterDelete?.(call);
  }

  private of(type: string): { readonly model: Model; readonly shape: Shape } {
    const model = this.models.get(type);
    const shape = this.shapes.of(type);
    if (!model || !shape) throw new NotModelled(`the resource type ${type}`);
    return { model, shape };
  }

  private homeOf(model: Model, shape: Shape, inputs: Props, old: Resource | undefined): string {
    if (old) return old.region;
    if (model.global || !shape.inputs.has("region")) return GLOBAL;
    return str(inputs, "region") ?? this.caller.region;
  }

  private call(urn: string, model: Model, shape: Shape, inputs: Props, old: Resource | undefined): Call {
    const home = this.homeOf(model, shape, inputs, old);
    return new Call(this.cloud, this.caller, model, urn, { ...inputs }, old, home);
  }

  private admit(call: Call): void {
    const { model } = call;
    checkInputs(model, call.inputs, call.region);
    checkReferences(call, this.models);
    for (const { by, within, refusal } of model.unique ?? []) {
      const wanted = by.map((name) => call.inputs[name]);
      if (wanted.some((value) => value === undefined)) continue;
      const rival = this.cloud.all(model.token).find((other) => {
        if (other === call.old || other.implicit) return false;
        if (within !== "everywhere" && other.account !== call.account) return false;
        if (within === "region" && other.region !== call.home) return false;
        return by.every((name, index) => same(other.properties[name], wanted[index]));
      });
      if (!rival) continue;
      const [code, text] = refusal;
      refuse(code, fill(text, (name) => call.text(name)), by[0]);
    }
    model.admit?.(call);
  }

  /** Gives a new resource its id and ARN; either may be made of the other. */
  private identify(call: Call): void {
    const { id, arn } = call.model;
    const value = (name: string): string => {
      switch (name) {
        case "id":
          return call.id;
        case "arn":
          return call.arn;
        case "account":
          return call.account;
        case "region":
          return call.region;
        case "partition":
          return call.partition;
        default:
          return call.text(name);
      }
    };
    const makeArn = (): void => {
      if (arn) call.arn = call.arnOf(fill(arn, value));
    };
    if (id === "{arn}") makeArn();
    if (typeof id === "function") call.id = id(call);
    else if (id === "uuid") call.id = uuid(this.cloud.mint(call.urn, 32));
    else if (id.endsWith("-")) call.id = `${id}0${this.cloud.mint(call.urn, 16)}`;
    else call.id = fill(id, value);
    makeArn();
  }

  private properties(call: Call, shape: Shape, before: Props): Props {
    const computed = defined(call.model.outputs?.(call) ?? {});
    const arn: Props = call.arn !== "" && shape.outputs.has("arn") ? { arn: call.arn } : {};
    return { ...before, ...call.inputs, ...arn, ...computed, ...this.commonOutputs(call, shape) };
  }

  private commonOutputs(call: Call, shape: Shape): Props {
    const region: Props = shape.outputs.has("region") && call.home !== GLOBAL ? { region: call.home } : {};
    return { ...region, ...this.tagsOf(shape, call.inputs) };
  }

  private tagsOf(shape: Shape, inputs: Props): Props {
    return shape.outputs.has("tagsAll") ? { tagsAll: this.allTags(inputs) } : {};
  }

  private allTags(inputs: Props): Props {
    return { ...this.caller.defaultTags, ...object(inputs, "tags") };
  }

  private locate(model: Model, shape: Shape, id: string, state: Props): Resource | undefined {
    const home = this.homeOf(model, shape, state, undefined);
    return this.cloud.get(model.token, id, this.caller.account, home);
  }

  private missing(model: Model, id: string): [string, string] {
    const [code, text] = model.notFound ?? ["ResourceNotFoundException", "{id} does not exist"];
    return [code, text.replaceAll("{id}", id)];
  }
}

/** The type token in a URN: the last of its types, `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. */
export function typeOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

function fill(template: string, value: (name: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => value(name));
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

