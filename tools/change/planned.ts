import type { LoggedEvent } from "../cli/event-log";

/** An update plan of the engine, as far as it is read. Source: sdk/go/common/apitype/plans.go (2026-11). */
interface UpdatePlan {
  readonly resourcePlans?: Readonly<
    Record<string, { readonly goal?: { readonly propertyDependencies?: Readonly<Record<string, string[]>> } }>
  >;
}

/**
 * What a preview plans, as `pulumi preview --json` would write it, from what it has left behind: its events have the properties
 * of each resource, outputs included, and the plan has which resource each property is made from. So it needs no second preview.
 * Secrets are blinded in both.
 *
 * @param events of the preview
 * @param plan text of the plan's file; the engine writes none when nothing changes
 */
export function plannedText(events: readonly LoggedEvent[], plan: string | undefined): string {
  const { resourcePlans = {} } = plan === undefined ? {} : (JSON.parse(plan) as UpdatePlan);
  const steps = events.flatMap(({ resOutputsEvent }) => {
    const metadata = resOutputsEvent?.metadata;
    // The state has what stays the same, with its ids; unless it gets another name.
    if (!metadata || (metadata.op === "same" && metadata.old?.urn === metadata.new?.urn)) return [];
    const { op, urn, old } = metadata;
    const goal = resourcePlans[urn]?.goal;
    return [
      {
        op,
        urn,
        ...(old && { oldState: { urn: old.urn, id: old.id, delete: old.delete === true } }),
        ...(metadata.new && {
          newState: { ...metadata.new, propertyDependencies: goal?.propertyDependencies },
        }),
      },
    ];
  });
  return JSON.stringify({ steps });
}
