import { writeFileSync } from "node:fs";
import path from "node:path";
import { detectionsPage } from "../../functions/detections/docs";

// `npm run docs:detections`
writeFileSync(path.join(__dirname, "..", "..", "docs", "detections.md"), detectionsPage());
