/**
 * Environment with which the engine writes a stack's state when a command ends, and not at each of its steps. Each writing is of
 * the whole state, so that it takes most of an `up` of hundreds of resources. Only for what may be thrown away: killed, such an
 * `up` forgets what it has made. Source: pulumi, pkg/backend/snapshot.go, read 2026-11.
 */
export const CHECKPOINT_AT_END = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
