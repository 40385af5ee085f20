import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { Cloud } from "../cloud/cloud";
import type { Caller } from "../model/call";
import type { Model } from "../model/model";
import { NotModelled, Refusal } from "../model/refusal";
import type { Shapes } from "../model/shape";
import { hasUnknown, type Props } from "../model/values";
import { configure } from "./configuration";
import type { Faults } from "./faults";
import { Lifecycle, typeOf } from "./lifecycle";
import { fromStruct, toStruct } from "./struct";

/** Answers a function (`aws:index/getRegion:getRegion`). */
export type CloudFunction = (args: Props, caller: Caller, cloud: Cloud) => Props;

/** What a provider instance works with. The cloud, models and faults are shared with the other instances. */
export interface Surroundings {
  readonly cloud: Cloud;
  readonly models: ReadonlyMap<string, Model>;
  readonly functions: Readonly<Record<string, CloudFunction>>;
  readonly shapes: Shapes;
  readonly faults: Faults;
  /** Variables of the run that steer the sandbox. */
  readonly env: Readonly<Record<string, string>>;
  /** Called after each change of the cloud. */
  readonly changed: () => void;
}

type Unary<Request, Response> = (request: Request) => Response | Promise<Response>;

/** One provider instance as the engine talks to it. */
export function providerService(surroundings: Surroundings): grpc.UntypedServiceImplementation {
  const { cloud, models, functions, shapes, faults, env, changed } = surroundings;
  let caller: Caller | undefined;
  let lifecycle: Lifecycle | undefined;
  const latency = Number(env.SANDBOX_LATENCY_MS ?? 0);

  const configured = (): Lifecycle => {
    if (!lifecycle) throw new Error("the provider has not been configured");
    return lifecycle;
  };
  /** A call that AWS would see: it takes time and can fail. */
  const reach = async (operation: string, type: string): Promise<void> => {
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    faults.count(operation, type);
  };

  const getPluginInfo: Unary<Empty, PluginInfo> = () => {
    const info = new PluginInfo();
    info.setVersion(shapes.version());
    return info;
  };
  const getSchema: Unary<messages.GetSchemaRequest, messages.GetSchemaResponse> = () => {
    const response = new messages.GetSchemaResponse();
    response.setSchema(JSON.stringify({ name: "aws", version: shapes.version() }));
    return response;
  };
  const checkConfig: Unary<messages.CheckRequest, messages.CheckResponse> = (request) => {
    const response = new messages.CheckResponse();
    response.setInputs(request.getNews());
    return response;
  };
  const diffConfig: Unary<messages.DiffRequest, messages.DiffResponse> = () => {
    const response = new messages.DiffResponse();
    response.setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE);
    return response;
  };
  const doConfigure: Unary<messages.ConfigureRequest, messages.ConfigureResponse> = (request) => {
    const args = fromStruct(request.getArgs());
    // A provider whose account is itself still unknown can only plan: it fails when something is created.
    caller = hasUnknown(args.assumeRoles) ? { ...configure({ region: args.region ?? "us-east-1" }, env) } : configure(args, env);
    lifecycle = new Lifecycle(cloud, models, shapes, caller);
    const response = new messages.ConfigureResponse();
    response.setSupportspreview(true);
    return response;
  };
  const check: Unary<messages.CheckRequest, messages.CheckResponse> = (request) => {
    const response = new messages.CheckResponse();
    const news = fromStruct(request.getNews());
    try {
      response.setInputs(toStruct(configured().check(request.getUrn(), fromStruct(request.getOlds()), news)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const failure = new messages.CheckFailure();
      failure.setProperty(error.property ?? "");
      failure.setReason(error.message);
      response.setInputs(toStruct(news));
      response.addFailures(failure);
    }
    return response;
  };
  const diff: Unary<messages.DiffRequest, messages.DiffResponse> = (request) => {
    const { changed: names, replaces, deleteBeforeReplace } = configured().diff(
      request.getUrn(),
      fromStruct(request.getOlds()),
      fromStruct(request.getOldInputs()),
      fromStruct(request.getNews()),
    );
    const ignored = new Set(request.getIgnorechangesList());
    const kept = names.filter((name) => !ignored.has(name));
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    const response = new messages.DiffResponse();
    response.setChanges(kept.length > 0 ? DIFF_SOME : DIFF_NONE);
    response.setDiffsList(kept);
    response.setReplacesList(replaces.filter((name) => !ignored.has(name)));
    response.setDeletebeforereplace(deleteBeforeReplace);
    return response;
  };
  const create: Unary<messages.CreateRequest, messages.CreateResponse> = async (request) => {
    const urn = request.getUrn();
    const inputs = fromStruct(request.getProperties());
    const response = new messages.CreateResponse();
    if (request.getPreview()) {
      response.setProperties(toStruct(configured().plan(urn, inputs)));
      return response;
    }
    await reach("create", typeOf(urn));
    const resource = configured().create(urn, inputs);
    changed();
    response.setId(resource.id);
    response.setProperties(toStruct(resource.properties));
    return response;
  };
  const read: Unary<messages.ReadRequest, messages.ReadResponse> = async (request) => {
    const type = typeOf(request.getUrn());
    await reach("read", type);
    const state = fromStruct(request.getProperties());
    const oldInputs = fromStruct(request.getInputs());
    const resource = configured().read(type, request.getId(), state);
    const response = new messages.ReadResponse();
    if (!resource) return response;
    response.setId(resource.id);
    response.setProperties(toStruct(resource.properties));
    response.setInputs(toStruct(configured().inputsOf(type, resource, oldInputs)));
    return response;
  };
  const update: Unary<messages.UpdateRequest, messages.UpdateResponse> = async (request) => {
    const urn = request.getUrn();
    const preview = request.getPreview();
    if (!preview) await reach("update", typeOf(urn));
    const response = new messages.UpdateResponse();
    const [news, state] = [fromStruct(request.getNews()), fromStruct(request.getOlds())];
    response.setProperties(toStruct(configured().update(urn, request.getId(), news, preview, state)));
    if (!preview) changed();
    return response;
  };
  const remove: Unary<messages.DeleteRequest, Empty> = async (request) => {
    const urn = request.getUrn();
    await reach("delete", typeOf(urn));
    configured().delete(urn, request.getId(), fromStruct(request.getProperties()));
    changed();
    return new Empty();
  };
  const invoke: Unary<messages.InvokeRequest, messages.InvokeResponse> = async (request) => {
    const answer = functions[request.getTok()];
    if (!answer || !caller) throw new NotModelled(`the function ${request.getTok()}`);
    await reach("invoke", request.getTok());
    const response = new messages.InvokeResponse();
    response.setReturn(toStruct(answer(fromStruct(request.getArgs()), caller, cloud)));
    return response;
  };

  return {
    getPluginInfo: unary("", getPluginInfo),
    getSchema: unary("", getSchema),
    checkConfig: unary("", checkConfig),
    diffConfig: unary("", diffConfig),
    configure: unary("", doConfigure),
    check: unary("checking", check),
    diff: unary("comparing", diff),
    create: unary("creating", create),
    read: unary("reading", read),
    update: unary("updating", update),
    delete: unary("deleting", remove),
    invoke: unary("", invoke),
    cancel: unary("", () => new Empty()),
    attach: unary("", () => new Empty()),
  };
}


/** Wraps a handler: what it throws reaches the engine as the call's error, with what was being done to what. */
function unary<Request, Response>(
  doing: string,
  handler: Unary<Request, Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handler(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => {
          const urn = (call.request as { getUrn?: () => string }).getUrn?.();
          const what = doing && urn ? `${doing} ${typeOf(urn)} (${urn.split("::").at(-1)}): ` : "";
          const message = error instanceof Error ? error.message : String(error);
          if (!(error instanceof Refusal || error instanceof NotModelled)) console.error(error);
          callback({ code: grpc.status.UNKNOWN, details: `sandbox: ${what}${message}` });
        },
      );
  };
}
