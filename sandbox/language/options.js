/** Runtime options a Pulumi.yaml may give to nodejs, with their type. */
const KNOWN = { typescript: "boolean", tsconfig: "string", nodeargs: "string", packagemanager: "string" };

/**
 * The runtime options of a project or a policy pack, checked and with defaults.
 *
 * @param info the `ProgramInfo` of a request
 * @throws Error when an option has another type than it must
 */
function runtimeOptions(info) {
  const given = info?.getOptions()?.toJavaScript() ?? {};
  for (const [name, type] of Object.entries(KNOWN)) {
    if (given[name] !== undefined && typeof given[name] !== type) {
      throw new Error(`runtime option ${name} must be a ${type}, found ${JSON.stringify(given[name])}`);
    }
  }
  return {
    typescript: given.typescript ?? true,
    tsconfig: given.tsconfig ?? "",
    nodeargs: words(given.nodeargs ?? ""),
    packagemanager: !given.packagemanager || given.packagemanager === "auto" ? "npm" : given.packagemanager,
  };
}

/** Environment variables by which the SDK's start scripts learn the options. */
function optionVariables(options) {
  return {
    ...(options.typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(options.tsconfig && { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

/** Splits a command line into words as a shell does: blanks separate, quotes and backslashes keep blanks. */
function words(line) {
  const found = [];
  let word;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    if (quote) {
      if (letter === quote) quote = "";
      else if (letter === "\\" && quote === '"') word += line[++at] ?? "";
      else word += letter;
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      word ??= "";
    } else if (letter === "\\") {
      word = (word ?? "") + (line[++at] ?? "");
    } else if (/\s/.test(letter)) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + letter;
    }
  }
  if (quote) throw new Error(`runtime option nodeargs has an unclosed ${quote}: ${line}`);
  if (word !== undefined) found.push(word);
  return found;
}

module.exports = { runtimeOptions, optionVariables, words };
