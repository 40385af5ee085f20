import { writeFileSync } from "node:fs";
import { managementTypes, policyFile } from "./plan";
import { managementPolicy } from "./role";

// `npm run bootstrap`
managementTypes()
  .then((types) => writeFileSync(policyFile, `${JSON.stringify(managementPolicy(types), null, 2)}\n`))
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
