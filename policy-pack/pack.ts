/** What the engine starts: the whole pack, at the levels of a preset where configuration says nothing. */
import { startPack } from "./lib/compose";
import { presetConfig, presetNamed } from "./lib/presets";
import { packHealth, policies } from "./policies";

const preset = presetNamed(process.env["LANDING_ZONE_POLICY_PRESET"] ?? "production");

startPack(
  "landing-zone",
  { policies, health: packHealth, initialConfig: presetConfig(preset, policies) },
  {
    displayName: "AWS landing zone",
    description:
      "Networks, logs, identity, organisation: what an AWS landing zone must be, judged before it is deployed.",
    provider: "aws",
    tags: ["aws", "landing-zone", "network", "logging"],
  },
);
