/** Writes what is made from the policies: the catalogue and the configuration file of each preset. Run by `npm run generate`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "./lib/catalogue";
import { type Preset, presetConfig } from "./lib/presets";
import { policies } from "./policies";

/** The configuration file of each preset. */
export const CONFIG_FILES: Readonly<Record<string, Preset>> = {
  "dev.json": "development",
  "prod.json": "production",
  "org.json": "organisation",
};

/** All generated files, by path from the package's folder. */
export function generated(): ReadonlyMap<string, string> {
  const files = new Map<string, string>([[join("..", "docs", "policies.md"), catalogue(policies)]]);
  for (const [file, preset] of Object.entries(CONFIG_FILES)) {
    files.set(join("config", file), `${JSON.stringify(presetConfig(preset, policies), null, 2)}\n`);
  }
  return files;
}

if (require.main === module) {
  for (const [path, text] of generated()) writeFileSync(join(__dirname, "..", path), text);
}
