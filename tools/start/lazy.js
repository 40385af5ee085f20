const Module = require("node:module");
const path = require("node:path");

/** Where the SDK turns functions into Lambda code, which a landing zone does not do (its functions are folders). */
const CLOSURES = path.join("@pulumi", "pulumi", "runtime", "closure") + path.sep;

/** What only that needs: the TypeScript compiler, and npm's model of the installed packages. */
const LATE = new Set(["../../typescript-shim", "@npmcli/arborist"]);

/** Stands for a module until something of it is wanted; from then on everything is passed to the module. */
function late(load) {
  let module;
  const real = () => (module ??= load());
  return new Proxy(
    {},
    {
      // Compiled code asks this first, and copies every member, so loads the module, if the answer is no.
      get: (_, name) => (name === "__esModule" ? true : real()[name]),
      has: (_, name) => name in real(),
    },
  );
}

/** Lets the SDK load, when they are first used, the modules that take more than half of the time it needs to start. */
function loadLate() {
  const load = Module._load;
  Module._load = function (request, parent, ...rest) {
    if (LATE.has(request) && parent?.filename?.includes(CLOSURES)) {
      return late(() => load.call(this, request, parent, ...rest));
    }
    return load.call(this, request, parent, ...rest);
  };
}

module.exports = { loadLate };
