import * as pulumi from "@pulumi/pulumi";
import * as organizations from "@pulumi/aws/organizations";
import { type PlacedUnit } from "../../settings/units";
import { adopted } from "./adopted";

export interface OrganizationalUnitsArgs {
  /** Each after the one above it. */
  readonly units: readonly PlacedUnit[];
  readonly rootId: pulumi.Input<string>;
}

/** The organisational units below the root. */
export class OrganizationalUnits extends pulumi.ComponentResource {
  /** Ids by path: `Workloads/Production`. */
  readonly ids: ReadonlyMap<string, pulumi.Output<string>>;

  constructor(name: string, args: OrganizationalUnitsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:organization:OrganizationalUnits", name, {}, opts);
    const ids = new Map<string, pulumi.Output<string>>();
    for (const { path, parentPath, name: unitName, id } of args.units) {
      const above = parentPath === undefined ? args.rootId : ids.get(parentPath);
      if (above === undefined) throw new pulumi.ResourceError(`${path} comes before ${parentPath}`, this);
      const unit = new organizations.OrganizationalUnit(
        // Names are unique among the settings, and a unit that moves is the same unit.
        unitName,
        { name: unitName, parentId: above },
        // Guardrails hang on it: a unit that leaves the settings is taken out by hand, when it is empty.
        { parent: this, protect: true, retainOnDelete: true, ...adopted(id, ["tags", "tagsAll"]) },
      );
      ids.set(path, unit.id);
    }
    this.ids = ids;
    this.registerOutputs({ ids: Object.fromEntries(ids) });
  }

  /** Id of a unit. @throws Error when no unit has this path */
  idOf(path: string): pulumi.Output<string> {
    const id = this.ids.get(path);
    if (id === undefined) throw new Error(`there is no unit ${path}`);
    return id;
  }
}
