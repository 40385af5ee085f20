import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider";
import { type Modelled } from "./inputs";
import { ApplicationLoadBalancer } from "./application-load-balancer";
import { FargateService } from "./fargate-service";

/** Components by token, in the shape that awsx 3.9 gives them. */
const components: Readonly<
  Record<string, new (name: string, args: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) => Modelled>
> = {
  "awsx:lb:ApplicationLoadBalancer": ApplicationLoadBalancer,
  "awsx:ecs:FargateService": FargateService,
};

/** Version of the installed SDK: what the engine expects the plugin to be. */
function sdkVersion(): string {
  const manifest = join(dirname(require.resolve("@pulumi/awsx/package.json")), "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

const version = sdkVersion();

void provider.main(
  {
    version,
    schema: JSON.stringify({ name: "awsx", version }),
    construct: async (name, type, inputs, options) => {
      const Component = components[type];
      if (!Component) {
        throw new Error(`sandbox: the component ${type} is not modelled; docs/sandbox.md says what is`);
      }
      const component = new Component(name, inputs, options);
      return { urn: component.urn, state: component.state };
    },
  },
  process.argv.slice(2),
);
