/** Pure functions over a list of resources, for policies and for the review alike. */
export * from "./addresses";
export * from "./buckets";
export * from "./documents";
export * from "./model";
export * from "./resource";
export * from "./security-rules";
export * from "./values";
