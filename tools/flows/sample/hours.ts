import { emptyLine, linesOf, type Conversation, type SampleLine } from "./flows";
import { HOSTS, hosts, type Host } from "./hosts";
import { type Random } from "./random";

/** How busy an hour of the week is, from 0.1 at night to 1 on a weekday's afternoon. */
export function busyness(hourOfWeek: number): number {
  const hour = hourOfWeek % 24;
  const day = Math.floor(hourOfWeek / 24);
  const daylight = Math.max(0, Math.sin(((hour - 6) / 15) * Math.PI));
  return 0.1 + 0.9 * daylight * (day >= 5 ? 0.35 : 1);
}

/** What an hour needs to be told. */
export interface Hour {
  /** Seconds since 1970. */
  readonly start: number;
  /** 0 is Monday's first. */
  readonly ofWeek: number;
  readonly random: Random;
}

type Part = (hour: Hour) => Conversation[];

function moment({ start, random }: Hour): number {
  return start + random.between(0, 59) * 60;
}

function highPort(random: Random): number {
  return random.between(32768, 60999);
}

function times(count: number, make: () => Conversation): Conversation[] {
  return Array.from({ length: Math.round(count) }, make);
}

/** The public, to the booking site and the payment page; behind them each web, app and data tier. */
const business: Part = (hour) => {
  const { random } = hour;
  const load = busyness(hour.ofWeek);
  const talk = (
    from: Host | string,
    to: Host,
    port: number,
    asked: number,
    answered: number,
  ): Conversation => ({
    start: moment(hour),
    from,
    to,
    fromPort: highPort(random),
    toPort: port,
    protocol: 6,
    asked: Math.round(asked * (0.7 + 0.6 * random.next())),
    answered: Math.round(answered * (0.7 + 0.6 * random.next())),
  });
  return ["booking", "payments", "reports"].flatMap((name, index) => {
    const share = load * [1, 0.6, 0.3][index]!;
    return [
      ...times(12 * share, () =>
        talk(customer(random), random.pick(hosts(name, "web")), 443, 30_000, 900_000),
      ),
      ...times(10 * share, () =>
        talk(random.pick(hosts(name, "web")), random.pick(hosts(name, "app")), 8080, 60_000, 400_000),
      ),
      ...times(8 * share, () =>
        talk(random.pick(hosts(name, "app")), random.pick(hosts(name, "data")), 5432, 40_000, 250_000),
      ),
    ];
  });
};

function customer(random: Random): string {
  return `${random.pick([81, 86, 90, 151])}.${random.between(1, 254)}.${random.between(1, 254)}.${random.between(1, 254)}`;
}

/** Every host to the hub: logs, time; and to S3 through the endpoint. */
const service: Part = (hour) => {
  const { random } = hour;
  const hub = hosts("hub", "shared");
  return HOSTS.filter((host) => host.network !== "hub").flatMap((from): Conversation[] => {
    const base = { start: moment(hour), from, fromPort: highPort(random), protocol: 6 };
    const logs = {
      ...base,
      to: random.pick(hub),
      toPort: 6514,
      asked: random.between(20_000, 60_000),
      answered: 4_000,
    };
    const time = {
      ...base,
      to: random.pick(hub),
      fromPort: 123,
      toPort: 123,
      protocol: 17,
      asked: 76,
      answered: 76,
    };
    const store = { ...base, to: "52.95.150.20", toPort: 443, asked: 90_000, answered: 8_000, service: "S3" };
    return hour.ofWeek % 3 === 0 ? [logs, time, store] : [logs];
  });
};

/** The office, over the VPN, to the reports; and the people who keep the hub. */
const office: Part = (hour) => {
  const { random } = hour;
  const load = busyness(hour.ofWeek) - 0.1;
  return [
    ...times(6 * load, () => ({
      start: moment(hour),
      from: `192.168.7.${random.between(10, 60)}`,
      to: random.pick(hosts("reports", "web")),
      fromPort: highPort(random),
      toPort: 443,
      protocol: 6,
      asked: 20_000,
      answered: 600_000,
    })),
    ...times(1.5 * load, () => ({
      start: moment(hour),
      from: "192.168.7.5",
      to: random.pick(hosts("hub", "shared")),
      fromPort: highPort(random),
      toPort: 22,
      protocol: 6,
      asked: 9_000,
      answered: 30_000,
    })),
  ];
};

const KNOCKERS = ["122.9.35.119", "209.126.127.134", "45.143.200.12", "185.220.101.4", "80.82.77.33"];
const KNOCKED = [22, 22, 22, 23, 23, 3389, 3389, 445, 5060, 5901, 8080, 1433];

/** The internet's background noise, refused at the web tiers' groups. */
const noise: Part = (hour) => {
  const { random } = hour;
  return times(12 + random.between(0, 8), () => ({
    start: moment(hour),
    from: random.pick(KNOCKERS),
    to: random.pick(HOSTS.filter((host) => host.tier === "web")),
    fromPort: highPort(random),
    toPort: random.pick(KNOCKED),
    protocol: 6,
    asked: 40,
    answered: 0,
    refusedBy: "to",
  }));
};

/** Idle interfaces, and on one evening an interface that AWS could not keep up with. */
export function quiet(hour: Hour): SampleLine[] {
  const lines = hosts("reports", "data").map((host) => emptyLine(host, hour.start + 600, "NODATA"));
  const tooMuch = hour.ofWeek >= 20 && hour.ofWeek < 23;
  return tooMuch
    ? [...lines, emptyLine(hosts("booking", "web")[0] as Host, hour.start + 1200, "SKIPDATA")]
    : lines;
}

/** All ordinary records of an hour. */
export function ordinaryHour(hour: Hour): SampleLine[] {
  const talks = [business, service, office, noise].flatMap((part) => part(hour));
  return [...talks.flatMap(linesOf), ...quiet(hour)];
}
