import { createRequire } from "node:module";
import { type GivenConfig } from "./config";
import { type Level } from "./policy";

/**
 * Configuration as the engine sends it, for all policies at once.
 *
 * The SDK gives each policy its own properties, and only while that policy runs; levels it gives to nobody. The pack needs both for
 * all its policies in one place (it runs them from one entry, and refuses bad configuration as a whole), so it
 * looks at the engine's `Configure` message where it is decoded.
 */

/** The part of the engine's message that is read. Generated code of `@pulumi/pulumi/proto/analyzer_pb`. */
interface ConfigureRequest {
  getPolicyconfigMap(): ConfigMap;
}
interface ConfigMap {
  entries(): Iterable<[string, PolicyConfigMessage]> | IteratorLike;
  get(name: string): PolicyConfigMessage | undefined;
}
interface IteratorLike {
  next(): { done?: boolean; value: [string, PolicyConfigMessage] };
}
interface PolicyConfigMessage {
  getEnforcementlevel(): number;
  setEnforcementlevel(level: number): void;
  getProperties(): { toJavaScript(): Record<string, unknown> } | undefined;
}
interface Method<Request> {
  requestDeserialize(bytes: Uint8Array): Request;
}
interface Service {
  readonly configure: Method<ConfigureRequest>;
  readonly remediate: Method<object>;
}
/** Generated constructors of `@pulumi/pulumi/proto/analyzer_pb` and of google-protobuf's struct_pb. */
interface AnalyzeRequestMessage {
  setOptions(options: object): void;
  setProperties(properties: object): void;
}

/** Values of pulumirpc.EnforcementLevel, by number. Source: proto/pulumi/analyzer.proto (2026-11). */
const LEVELS: readonly Level[] = ["advisory", "mandatory", "disabled", "remediate"];

/**
 * Calls `take` with each configuration the engine sends, before the SDK sees it. What `take` throws is the engine's answer: it refuses to
 * run. `runner` is the entry that runs all the others: it stays on as long as any policy is.
 */
export function observeConfiguration(
  runner: string,
  take: (given: ReadonlyMap<string, GivenConfig>) => void,
): void {
  // The very copy of the protocol that the SDK serves, wherever npm has put it.
  const requireAsSdk = createRequire(require.resolve("@pulumi/policy"));
  const { AnalyzerService } = requireAsSdk("@pulumi/pulumi/proto/analyzer_grpc_pb") as {
    AnalyzerService: Service;
  };
  const repairs = skipRepairs(AnalyzerService, requireAsSdk);
  const method = AnalyzerService.configure;
  const decode = method.requestDeserialize;
  method.requestDeserialize = (bytes) => {
    const request = decode(bytes);
    try {
      const given = read(request);
      take(given);
      repairs.wanted = [...given.values()].some(({ level }) => level === "remediate");
      keepRunning(request, runner, given);
      return request;
    } catch (error) {
      // Thrown from here, gRPC would wrap it; thrown where the SDK reads the map, the SDK answers with it.
      request.getPolicyconfigMap = () => {
        throw error;
      };
      return request;
    }
  };
}

function read(request: ConfigureRequest): ReadonlyMap<string, GivenConfig> {
  const given = new Map<string, GivenConfig>();
  const entries = request.getPolicyconfigMap().entries() as IteratorLike;
  for (let entry = entries.next(); entry.done !== true; entry = entries.next()) {
    const [name, message] = entry.value;
    const level = LEVELS[message.getEnforcementlevel()];
    const properties = message.getProperties()?.toJavaScript() ?? {};
    given.set(name, level === undefined ? { properties } : { level, properties });
  }
  return given;
}

function keepRunning(
  request: ConfigureRequest,
  runner: string,
  given: ReadonlyMap<string, GivenConfig>,
): void {
  const message = request.getPolicyconfigMap().get(runner);
  const anyOn = [...given].some(([name, { level }]) => name !== "all" && level !== "disabled");
  if (message && given.get(runner)?.level === "disabled" && anyOn)
    message.setEnforcementlevel(LEVELS.indexOf("advisory"));
}

/**
 * The engine asks for repairs of every resource, whether or not any policy repairs; the SDK decodes the whole resource, and then finds nothing to
 * run. As long as no policy is at level `remediate`, an empty request stands for it.
 */
function skipRepairs(service: Service, requireAsSdk: NodeJS.Require): { wanted: boolean } {
  const repairs = { wanted: false };
  const { AnalyzeRequest, AnalyzerResourceOptions } = requireAsSdk("@pulumi/pulumi/proto/analyzer_pb") as {
    AnalyzeRequest: new () => AnalyzeRequestMessage;
    AnalyzerResourceOptions: new () => object;
  };
  const { Struct } = requireAsSdk("google-protobuf/google/protobuf/struct_pb") as {
    Struct: new () => object;
  };
  const empty = new AnalyzeRequest();
  empty.setOptions(new AnalyzerResourceOptions());
  empty.setProperties(new Struct());
  const decode = service.remediate.requestDeserialize;
  service.remediate.requestDeserialize = (bytes) => (repairs.wanted ? decode(bytes) : empty);
  return repairs;
}
