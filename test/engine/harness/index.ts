export { deployedStacks, type DeployedStacks } from "./deployed";
export { outcome, success, type Outcome } from "./outcome";
export { Project, type Config, type RunOptions } from "./project";
export { Sandbox, withSandbox, type Files } from "./sandbox";
export { standalone } from "./standalone";
