/** Pure functions over a list of resources, for policies and for the review alike. */
export * from "./addresses";
export * from "./buckets";
export * from "./quotas";
export * from "./documents";
export * from "./from-change";
export * from "./from-state";
export * from "./model";
export * from "./network-acls";
export * from "./public-access";
export * from "./resource";
export * from "./security-rules";
export * from "./tags";
export * from "./values";
