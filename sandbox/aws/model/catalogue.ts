import type { Model, Reference } from "./model";
import { NotModelled } from "./refusal";

/** Every modelled type, by token. */
export class Catalogue {
  private readonly models = new Map<string, Model>();
  private readonly pathsOf = new Map<string, readonly (readonly string[])[]>();

  constructor(models: readonly Model[]) {
    for (const model of models) {
      for (const token of [model.token, ...(model.aliases ?? [])]) {
        if (this.models.has(token)) throw new Error(`sandbox: ${token} is modelled twice`);
        this.models.set(token, model);
      }
      this.pathsOf.set(
        model.token,
        Object.keys(model.references ?? {}).map((path) => path.split(".")),
      );
    }
    for (const model of models) {
      for (const target of Object.values(model.references ?? {}).flatMap(({ to }) => to)) {
        if (!this.models.has(target))
          throw new Error(`sandbox: ${model.token} refers to ${target}, not modelled`);
      }
    }
  }

  /** Tokens of all types, aliases included, sorted. */
  tokens(): string[] {
    return [...this.models.keys()].sort();
  }

  /** @throws NotModelled */
  model(token: string): Model {
    const model = this.models.get(token);
    if (model === undefined) throw new NotModelled(`the resource type ${token}`);
    return model;
  }

  /** Paths of a type's references, for the cloud's index. */
  referencePaths(token: string): readonly (readonly string[])[] {
    return this.pathsOf.get(token) ?? [];
  }

  /** A type's references with their paths. */
  references(token: string): [path: string, reference: Reference][] {
    return Object.entries(this.models.get(token)?.references ?? {});
  }
}
