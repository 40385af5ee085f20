import { fromRoot } from "../lib/paths";
import { getEngine } from "./get";

// `npm run engine`: makes sure there is a Pulumi CLI and says which.
getEngine().then(
  (engine) => {
    console.error(`Pulumi CLI ${engine.version}: ${fromRoot(engine.path)}`);
    // An installation that was given up may still hold the process.
    process.exit(0);
  },
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
