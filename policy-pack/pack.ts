/** What the engine starts: the whole pack. */
import { startPack } from "./lib/compose";
import { packHealth, policies } from "./policies";

startPack(
  "landing-zone",
  { policies, health: packHealth },
  { displayName: "AWS landing zone", provider: "aws" },
);
