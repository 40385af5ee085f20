import { access } from "./command";

void access(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
