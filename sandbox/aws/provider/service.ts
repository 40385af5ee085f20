import * as grpc from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { MadeButFailed, type ProviderInstance } from "./instance";
import type { Change } from "./diff";
import type { Proposal } from "./names";
import { decode, encode } from "./wire";

type Reply<T> = grpc.sendUnaryData<T>;
type Asked<T> = grpc.ServerUnaryCall<T, unknown>;

/** The engine's protocol over a provider instance. Everything is answered; what a provider need not do is left unimplemented. */
export function serviceOf(provider: ProviderInstance): Partial<IResourceProviderServer> {
  return {
    handshake: unary(() => {
      const answer = new rpc.ProviderHandshakeResponse();
      // The engine then sends plain values and marks secret outputs by itself.
      answer.setAcceptSecrets(false);
      answer.setAcceptResources(false);
      answer.setAcceptOutputs(false);
      answer.setSupportsAutonamingConfiguration(true);
      return answer;
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion(provider.version())),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getSchema: unary(() => {
      const schema = { name: "aws", version: provider.version(), resources: {}, functions: {}, types: {} };
      return new rpc.GetSchemaResponse().setSchema(JSON.stringify(schema));
    }),
    getMapping: unary(() => new rpc.GetMappingResponse()),
    getMappings: unary(() => new rpc.GetMappingsResponse()),
    checkConfig: unary((request: rpc.CheckRequest) => new rpc.CheckResponse().setInputs(request.getNews())),
    diffConfig: unary((request: rpc.DiffRequest) => {
      const before = JSON.stringify(decode(request.getOldInputs() ?? request.getOlds()));
      const changed = before !== JSON.stringify(decode(request.getNews()));
      const { DIFF_SOME, DIFF_NONE } = rpc.DiffResponse.DiffChanges;
      return new rpc.DiffResponse().setChanges(changed ? DIFF_SOME : DIFF_NONE);
    }),
    configure: unary(async (request: rpc.ConfigureRequest) => {
      await provider.configure(decode(request.getArgs()));
      return new rpc.ConfigureResponse().setSupportspreview(true).setSupportsAutonamingConfiguration(true);
    }),
    invoke: unary(async (request: rpc.InvokeRequest) => {
      const result = await provider.invoke(request.getTok(), decode(request.getArgs()));
      return new rpc.InvokeResponse().setReturn(encode(result));
    }),
    check: unary((request: rpc.CheckRequest) => {
      const { inputs, failures } = provider.check(
        typeOf(request),
        decode(request.getNews()),
        decode(request.getOlds()),
        nameOf(request.getUrn()),
        Buffer.from(request.getRandomseed_asU8()).toString("hex"),
        proposalOf(request),
      );
      const list = failures.map(({ property, reason }) =>
        new rpc.CheckFailure().setProperty(property).setReason(reason),
      );
      return new rpc.CheckResponse().setInputs(encode(inputs)).setFailuresList(list);
    }),
    diff: unary((request: rpc.DiffRequest) => {
      const olds = decode(request.getOlds());
      const oldInputs = request.hasOldInputs() ? decode(request.getOldInputs()) : olds;
      const news = decode(request.getNews());
      const { changes, deleteBeforeReplace } = provider.diff(
        typeOf(request),
        olds,
        oldInputs,
        news,
        request.getIgnorechangesList(),
      );
      return diffResponse(changes, deleteBeforeReplace);
    }),
    create: unary(async (request: rpc.CreateRequest) => {
      const subject = { urn: request.getUrn(), token: typeOf(request) };
      const { id, properties } = await provider.create(
        subject,
        decode(request.getProperties()),
        request.getPreview(),
      );
      return new rpc.CreateResponse().setId(id).setProperties(encode(properties));
    }),
    read: unary(async (request: rpc.ReadRequest) => {
      const found = await provider.read(
        { urn: request.getUrn(), token: typeOf(request) },
        request.getId(),
        decode(request.getProperties()),
        decode(request.getInputs()),
      );
      const answer = new rpc.ReadResponse();
      if (found === undefined) return answer; // an empty id: it has gone
      return answer
        .setId(request.getId())
        .setProperties(encode(found.properties))
        .setInputs(encode(found.inputs));
    }),
    update: unary(async (request: rpc.UpdateRequest) => {
      const subject = { urn: request.getUrn(), token: typeOf(request) };
      const [news, olds] = [decode(request.getNews()), decode(request.getOlds())];
      const properties = await provider.update(subject, request.getId(), news, olds, request.getPreview());
      return new rpc.UpdateResponse().setProperties(encode(properties));
    }),
    delete: unary(async (request: rpc.DeleteRequest) => {
      const subject = { urn: request.getUrn(), token: typeOf(request) };
      await provider.remove(subject, request.getId(), decode(request.getProperties()));
      return new Empty();
    }),
  };
}

/** A handler from a function: what it throws becomes a gRPC error the engine shows. */
function unary<Request, Response>(work: (request: Request) => Response | Promise<Response>) {
  return (call: Asked<Request>, reply: Reply<Response>): void => {
    Promise.resolve()
      .then(() => work(call.request))
      .then(
        (response) => reply(null, response),
        (error: unknown) => reply(statusOf(error)),
      );
  };
}

function statusOf(error: unknown): Partial<grpc.StatusObject> & { message: string } {
  const message = error instanceof Error ? error.message : String(error);
  const metadata = new grpc.Metadata();
  if (error instanceof MadeButFailed) {
    const detail = new rpc.ErrorResourceInitFailed();
    detail.setId(error.id);
    detail.setProperties(encode(error.properties));
    detail.setReasonsList([message]);
    const any = new Any();
    any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(message);
    status.addDetails(any);
    // How gRPC carries details of an error: the status again, as bytes, in the trailing metadata.
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  }
  return { code: grpc.status.UNKNOWN, message, details: message, metadata };
}

function diffResponse(changes: readonly Change[], deleteBeforeReplace: boolean): rpc.DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = rpc.DiffResponse.DiffChanges;
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = rpc.PropertyDiff.Kind;
  const kinds = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
  } as const;
  const answer = new rpc.DiffResponse();
  answer.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  answer.setDiffsList([...new Set(changes.map(({ path }) => topOf(path)))]);
  answer.setReplacesList([
    ...new Set(changes.filter(({ replaces }) => replaces).map(({ path }) => topOf(path))),
  ]);
  answer.setDeletebeforereplace(deleteBeforeReplace);
  answer.setHasdetaileddiff(true);
  for (const { path, kind, replaces } of changes) {
    const detail = new rpc.PropertyDiff().setKind(kinds[kind][replaces ? 1 : 0]).setInputdiff(true);
    answer.getDetaileddiffMap().set(path, detail);
  }
  return answer;
}

/** The property a path begins with. */
function topOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}

function typeOf(request: { getUrn(): string; getType(): string }): string {
  return request.getType() || (request.getUrn().split("::")[2] ?? "").split("$").at(-1) || "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function proposalOf(request: rpc.CheckRequest): Proposal | undefined {
  const options = request.getAutonaming();
  if (options === undefined) return undefined;
  const { ENFORCE, DISABLE } = rpc.CheckRequest.AutonamingOptions.Mode;
  const mode = options.getMode();
  return {
    name: options.getProposedName(),
    mode: mode === ENFORCE ? "enforce" : mode === DISABLE ? "disable" : "propose",
  };
}
