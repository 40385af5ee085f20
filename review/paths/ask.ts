import { type End, type Place, endsAt, placesOf } from "./ends";
import { explain, score } from "./explain";
import { doubts, worthAsking } from "./flows";
import { Judge, type Trip } from "./judge";
import { type Network } from "./network";
import { ALL_PORTS, type Traffic, describe, intersect } from "./ports";
import { didYouMean } from "../../policy-pack/lib/suggest";

/** What is asked. Without a port any port will do, without a protocol any protocol. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol?: string;
}

export interface Answer {
  /** `unknown`: it cannot be told before the deployment. */
  readonly verdict: "yes" | "no" | "unknown";
  readonly lines: readonly string[];
}

/** A question that names what is not there. */
export class QuestionError extends Error {}

/** Answers one question, and says which rule, entry or route lets each hop through or blocks it. Throws a QuestionError. */
export function ask(network: Network, question: Question): Answer {
  const judge = new Judge(network);
  const places = placesOf(network);
  const problems: string[] = [];
  const choose = (what: "from" | "to"): readonly End[] => {
    const found = select(network, places, question[what]);
    if (found.length > 0) return judge.pieces(found);
    const names = [...places.map(({ name }) => name), ...[...network.vpcs.values()].map(({ name }) => name)];
    problems.push(
      `--${what} ${question[what]} is no place of this network${didYouMean(question[what], names)}. Places: ${names.join(", ")}; or an address.`,
    );
    return [];
  };
  const [from, to] = [choose("from"), choose("to")];
  const asked = trafficOf(network, question, problems);
  if (problems.length > 0) throw new QuestionError(problems.join("\n"));
  const trips = from.flatMap((a) =>
    to.flatMap((b) => (worthAsking(a.place, b.place) && differ(a, b) ? judge.trips(a, b) : [])),
  );
  return answer(network, question, asked, trips);
}

/** The same address does not call itself over the network. */
const differ = (a: End, b: End): boolean =>
  !(
    a.range &&
    b.range &&
    a.range.low === a.range.high &&
    a.range.low === b.range.low &&
    a.range.high === b.range.high
  );

/** The ends that a name stands for: a place, every place of a VPC, every place of a tier, or what has an address. */
function select(network: Network, places: readonly Place[], name: string): readonly End[] {
  const exact = places.filter((place) => place.name === name);
  if (exact.length > 0) return exact.flatMap(({ ends }) => ends);
  const vpc = [...network.vpcs.values()].find((one) => one.name === name);
  if (vpc)
    return places
      .filter((place) => place.kind === "member" && place.vpc === vpc.urn)
      .flatMap(({ ends }) => ends);
  const tier = places.filter((place) => place.kind === "member" && place.name.startsWith(`${name}:`));
  return tier.length > 0 ? tier.flatMap(({ ends }) => ends) : endsAt(places, name);
}

function trafficOf(network: Network, { port, protocol }: Question, problems: string[]): Traffic {
  const name = protocol ?? (port === undefined ? undefined : "tcp");
  if (name !== undefined && !network.protocols.includes(name) && !/^\d{1,3}$/.test(name)) {
    problems.push(
      `--protocol ${name} is none${didYouMean(name, network.protocols)}: tcp, udp, icmp, icmpv6, or a number`,
    );
  }
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
    problems.push(`--port is a number from 0 to 65535`);
  }
  if (port !== undefined && name !== "tcp" && name !== "udp")
    problems.push(`--port is for tcp and udp; ${name} has none`);
  const protocols =
    name === undefined ? network.protocols : [network.protocols.includes(name) ? name : "other"];
  return new Map(protocols.map((one) => [one, port === undefined ? ALL_PORTS : [[port, port]]]));
}

function answer(network: Network, question: Question, asked: Traffic, trips: readonly Trip[]): Answer {
  const what =
    question.port === undefined
      ? (question.protocol ?? "any port")
      : `${question.protocol ?? "tcp"} ${question.port}`;
  const title = `${question.from} -> ${question.to}, ${what}`;
  const open = trips.find(({ pass }) => intersect(pass.sure, asked).size > 0);
  if (open) {
    const through = describe(intersect(open.pass.sure, asked), network.protocols);
    const detail = question.port === undefined ? ` (${through})` : "";
    return {
      verdict: "yes",
      lines: [
        `yes: ${title}, by ${open.there.ways.join(", ")}${detail}`,
        "",
        ...explain(network, open, asked),
      ],
    };
  }
  const doubtful = trips.find(({ pass }) => intersect(pass.maybe, asked).size > 0);
  if (doubtful) {
    const reasons = [...new Set([...doubtful.unsure, ...doubtful.checks.flatMap(doubts)])];
    const told = `cannot be told before the deployment: ${reasons.join("; ")}`;
    return { verdict: "unknown", lines: [`${title}: ${told}`, "", ...explain(network, doubtful, asked)] };
  }
  const [nearest] = [...trips].sort((a, b) => score(a, asked) - score(b, asked));
  const why = nearest
    ? explain(network, nearest, asked)
    : ["Both are outside of this network, or it is the same address."];
  return { verdict: "no", lines: [`no: ${title}`, "", ...why] };
}
