import {
  anonymousPrincipal,
  runSimulation,
  type RequestAnalysis,
  type Simulation,
} from "@cloud-copilot/iam-simulate";
import { aliasContext, aliasOf, aliasStatement } from "./aliases";
import type { Document, Policy, PolicyKind, StatementRef } from "./documents";
import { resourceControlServices, rootBucketActions } from "./facts";
import type { AccessModel } from "./model";
import { fullAccess } from "./organization";
import type { Request } from "./request";

/** What AWS would answer, and by which statements. */
export interface Verdict {
  readonly allowed: boolean;
  /** Statements that match the request and deny it. */
  readonly denies: readonly StatementRef[];
  /** Statements that match the request and allow it. */
  readonly allows: readonly StatementRef[];
  /** Statements that would match but for their conditions. */
  readonly almost: readonly StatementRef[];
  /** Kinds of policies of which none allows it. */
  readonly silent: readonly PolicyKind[];
}

/** Changes a statement before it is evaluated: undefined removes it. */
export type Mutation = (
  ref: StatementRef,
) => StatementRef["policy"]["document"]["Statement"][number] | undefined;
const unchanged: Mutation = ({ policy, index }) => policy.document.Statement[index];

/** Stands in a policy that has lost its last statement: it may not be empty, and must not say anything. */
const nothing = {
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::there-is-no-such-bucket/nothing",
};

type Part = { readonly document: Document; readonly refs: readonly StatementRef[] };

/** Several policies as one document, with the origin of each of its statements. */
function merge(policies: readonly Policy[], mutation: Mutation): Part {
  const refs: StatementRef[] = [];
  const statements = policies.flatMap((policy) =>
    policy.document.Statement.flatMap((_, index) => {
      const ref = { policy, index };
      const statement = mutation(ref);
      if (!statement) return [];
      refs.push(ref);
      // Sids must differ within one document, and are not needed: the place tells whose a statement is.
      const { Sid: _sid, ...rest } = aliasStatement(statement);
      return [rest as typeof statement];
    }),
  );
  const versions = [...new Set(policies.map(({ document }) => document.Version))];
  if (versions.length > 1)
    throw new Error(`policies of different versions: ${policies.map(({ id }) => id).join(", ")}`);
  return { document: { Version: versions[0] ?? "2012-10-17", Statement: statements }, refs };
}

const withPrincipal = (document: Document): Document =>
  document.Statement.length > 0 ? document : { ...document, Statement: [{ ...nothing, Principal: "*" }] };

/** Puts questions to the simulator, and reads its answers. */
export class Simulator {
  constructor(private readonly model: AccessModel) {}

  /** @throws when the simulator cannot answer: a case that cannot be decided must not pass */
  async judge(request: Request, mutation: Mutation = unchanged): Promise<Verdict> {
    const { principal, action, arn, owner, endpoint, given } = request;
    const [service = ""] = action.toLowerCase().split(":");
    if (arn !== "*" && /[*?]/.test(arn)) throw new Error(`name one resource, not a pattern: ${arn}`);
    const bound = principal.type === "role" || principal.type === "root";
    const levels = (kind: PolicyKind, account: Request["owner"] | undefined, applies: boolean) =>
      (applies && account && !request.unguarded ? this.model.organization.levels(kind, account) : []).map(
        ({ target, policies }) => ({
          target,
          ...merge(policies, mutation),
        }),
      );
    // Service-linked roles and services are bound by no service control policy; the simulator would deny them.
    const service_ = levels("service control", principal.account, bound);
    const resource_ = levels(
      "resource control",
      owner,
      principal.type !== "linked role" && resourceControlServices.has(service),
    );
    const identity = merge(principal.policies, mutation);
    const boundary = principal.boundary && merge([principal.boundary], mutation);
    const aboveBucketPolicy =
      principal.type === "root" &&
      principal.account?.id === owner.id &&
      rootBucketActions.has(action.toLowerCase());
    const session = principal.session && merge([principal.session], mutation);
    const onResource = merge(aboveBucketPolicy ? [] : request.policies, mutation);
    const endpointPolicy = endpoint && this.model.endpoints.get(endpoint.name);
    const through = endpointPolicy && merge([endpointPolicy], mutation);
    const simulation: Simulation = {
      request: {
        principal: principal.value ?? anonymousPrincipal,
        action,
        resource: { resource: arn, accountId: owner.id },
        contextVariables: aliasContext(request.context),
      },
      identityPolicies: identity.refs.length > 0 ? [{ name: "identity", policy: identity.document }] : [],
      serviceControlPolicies: service_.map(({ target, document }) => ({
        orgIdentifier: target,
        policies: [
          { name: "FullAWSAccess", policy: fullAccess },
          ...(document.Statement.length > 0 ? [{ name: "own", policy: document }] : []),
        ],
      })),
      resourceControlPolicies: resource_.map(({ target, document }) => ({
        orgIdentifier: target,
        policies: document.Statement.length > 0 ? [{ name: "own", policy: document }] : [],
      })),
      ...(request.policies.length > 0 && !aboveBucketPolicy
        ? { resourcePolicy: withPrincipal(onResource.document) }
        : {}),
      ...(boundary ? { permissionBoundaryPolicies: [{ name: "boundary", policy: boundary.document }] } : {}),
      ...(session ? { sessionPolicy: session.document } : {}),
      ...(through ? { vpcEndpointPolicies: [{ name: "own", policy: withPrincipal(through.document) }] } : {}),
    };
    const answer = await runSimulation(simulation, { simulationMode: "Strict" });
    if (answer.resultType !== "single") {
      throw new Error(
        `the simulator cannot tell: ${JSON.stringify("errors" in answer ? answer.errors : answer)}`,
      );
    }
    const ignored = (answer.result.ignoredContextKeys ?? []).filter((key) =>
      given.some((own) => aliasOf(own) === key),
    );
    if (ignored.length > 0) throw new Error(`${action} has no context ${ignored.join(", ")}`);
    return read(answer.result.analysis, [
      ...service_.map(({ refs }, level) => ({
        kind: "service control" as const,
        refs,
        found: answer.result.analysis.scpAnalysis?.ouAnalysis[level],
        // What AWS attaches is not from any stack.
        own: (policyId: string) => policyId === "own",
      })),
      ...resource_.map(({ refs }, level) => ({
        kind: "resource control" as const,
        refs,
        found: answer.result.analysis.rcpAnalysis?.ouAnalysis[level],
        own: (policyId: string) => policyId === "own",
      })),
      { kind: "identity", refs: identity.refs, found: answer.result.analysis.identityAnalysis },
      {
        kind: "boundary",
        refs: boundary?.refs ?? [],
        found: answer.result.analysis.permissionBoundaryAnalysis,
      },
      { kind: "session", refs: session?.refs ?? [], found: answer.result.analysis.sessionAnalysis },
      { kind: "resource", refs: onResource.refs, found: answer.result.analysis.resourceAnalysis },
      { kind: "endpoint", refs: through?.refs ?? [], found: answer.result.analysis.endpointAnalysis },
    ]);
  }
}

interface Found {
  readonly allowStatements: readonly Analysed[];
  readonly denyStatements: readonly Analysed[];
  readonly unmatchedStatements: readonly Analysed[];
}
interface Analysed {
  readonly policyId: string;
  readonly statement: { index(): number };
  readonly actionMatch: boolean;
  readonly resourceMatch: boolean;
  readonly principalMatch: string;
  readonly conditionMatch: string;
}
interface Layer {
  readonly kind: PolicyKind;
  readonly refs: readonly StatementRef[];
  readonly found: Found | undefined;
  readonly own?: (policyId: string) => boolean;
}

function read(analysis: RequestAnalysis, layers: readonly Layer[]): Verdict {
  const refsOf = (pick: (found: Found) => readonly Analysed[]): StatementRef[] =>
    layers.flatMap(({ refs, found, own = () => true }) =>
      (found ? pick(found) : [])
        .filter(({ policyId }) => own(policyId))
        .flatMap(({ statement }) => refs[statement.index() - 1] ?? []),
    );
  const met = ({ actionMatch, resourceMatch, principalMatch, conditionMatch }: Analysed): boolean =>
    actionMatch && resourceMatch && principalMatch !== "NoMatch" && conditionMatch === "NoMatch";
  return {
    allowed: analysis.result === "Allowed",
    allows: refsOf(({ allowStatements }) => allowStatements),
    denies: refsOf(({ denyStatements }) => denyStatements),
    almost: refsOf(({ unmatchedStatements }) => unmatchedStatements.filter(met)),
    silent: layers.filter(({ found }) => found && found.allowStatements.length === 0).map(({ kind }) => kind),
  };
}
