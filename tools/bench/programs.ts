import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { type Project, type Sandbox, standalone } from "../../test/engine/harness";
import { root } from "../lib/paths";

/** Runtime options of plain JavaScript: nothing is loaded but the program. */
const PLAIN = (name: string): string =>
  `name: ${name}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`;

/** The dev stack's settings with their ids, for a program of another name. */
function settingsFor(name: string): string {
  const text = fs.readFileSync(path.join(root, "Pulumi.dev.yaml"), "utf8");
  const { config } = parse(text) as { config: Record<string, unknown> };
  return stringify({ config: standalone("dev", config, "landing-zone:") }).replaceAll(
    "landing-zone:",
    `${name}:`,
  );
}

/** One VPC as this project would write it: TypeScript, its settings read and checked. */
export function typescriptVpc(sandbox: Sandbox): Project {
  const source = `
    import * as pulumi from "@pulumi/pulumi";
    import * as ec2 from "@pulumi/aws/ec2";
    import { Provider } from "@pulumi/aws/provider";
    import { loadSettings } from ${JSON.stringify(path.join(root, "settings/load"))};
    const id = { project: pulumi.getProject(), stack: pulumi.getStack() };
    const settings = loadSettings(id, pulumi.runtime.allConfig());
    const provider = new Provider("network", { region: settings.region, skipCredentialsValidation: true });
    const vpc = new ec2.Vpc("hub", { cidrBlock: settings.network.hub.cidr }, { provider });
    export const vpcId: pulumi.Output<string> = vpc.id;
  `;
  return sandbox.program("landing-zone", {
    "index.ts": source,
    "Pulumi.dev.yaml": settingsFor("landing-zone"),
  });
}

/** The same VPC in plain JavaScript, with its address written into it. */
export function javascriptVpc(sandbox: Sandbox): Project {
  const source = `
    const ec2 = require("@pulumi/aws/ec2");
    const { Provider } = require("@pulumi/aws/provider");
    const provider = new Provider("network", { region: "eu-west-2", skipCredentialsValidation: true });
    exports.vpcId = new ec2.Vpc("hub", { cidrBlock: "10.32.0.0/20" }, { provider }).id;
  `;
  return sandbox.program("plain", {
    "index.js": source,
    "Pulumi.yaml": PLAIN("plain"),
    "Pulumi.dev.yaml": settingsFor("plain"),
  });
}

/**
 * A program that registers a number of plain resources and nothing else, in plain JavaScript. It is started as the project is: the
 * SDK maps the stack of every registration through its source maps, which costs a plain start 4 s at 375 resources and would
 * flatter the comparison.
 */
export function bareProgram(sandbox: Sandbox, count: number): Project {
  const source = `
    const sns = require("@pulumi/aws/sns");
    const { Provider } = require("@pulumi/aws/provider");
    const provider = new Provider("only", { region: "eu-west-2", skipCredentialsValidation: true });
    for (let i = 0; i < ${count}; i++) new sns.Topic("topic-" + i, {}, { provider });
  `;
  return sandbox.program("bare", { "index.js": source });
}

/** A pack of one policy that looks at nothing. */
export function emptyPack(sandbox: Sandbox): string {
  return sandbox.pack(
    "empty",
    `
      const { PolicyPack } = require("@pulumi/policy");
      new PolicyPack("empty", {
        policies: [
          { name: "nothing", description: "Nothing.", enforcementLevel: "mandatory", validateResource: () => {} },
        ],
      });
    `,
  );
}
