import { linesOf, type Conversation, type SampleLine } from "./flows";
import { hosts, type Host } from "./hosts";
import { type Random } from "./random";

/** Where each incident of the sample week stands, so that tests and pictures can say what must be seen. Hours of the week. */
export const INCIDENTS = {
  /** One address tries 400 ports of two hosts. */
  scan: { source: "198.51.100.77", hour: 50, ports: 400 },
  /** Somebody gets in by SSH from the internet, where nobody should. */
  intrusion: { source: "203.0.113.66", host: "10.10.1.11", hour: 74 },
  /** An app server calls the same address every five minutes with the same few bytes. */
  beacon: { host: "10.20.2.12", to: "203.0.113.200", fromHour: 75, everySeconds: 300 },
  /** A database sends 600 MB to the internet on a night when it sends next to nothing. */
  leak: { host: "10.20.3.11", to: "203.0.113.201", hour: 123, bytes: 0.6e9 },
  /** Payments tries booking's database: spokes never reach each other. */
  sideways: { from: "payments", to: "booking", fromHour: 80, toHour: 90 },
  /** The reports account logs nothing. */
  silence: { network: "reports", fromHour: 98, toHour: 107 },
} as const;

function only(network: string, tier: Host["tier"], index: number): Host {
  return hosts(network, tier)[index] as Host;
}

/** The extra records of an hour. */
export function incidentsOf(hour: number, start: number, random: Random): SampleLine[] {
  const talks: Conversation[] = [];
  const tcp = { protocol: 6, fromPort: random.between(32768, 60999) };
  const { scan, intrusion, beacon, leak, sideways } = INCIDENTS;
  if (hour === scan.hour) {
    for (let port = 1; port <= scan.ports; port += 1) {
      const to = only("booking", "web", port % 2);
      const at = start + Math.floor(port / 20) * 60;
      talks.push({
        ...tcp,
        start: at,
        from: scan.source,
        to,
        toPort: port * 7,
        asked: 40,
        answered: 0,
        refusedBy: "to",
      });
    }
  }
  if (hour === intrusion.hour) {
    const to = only("booking", "web", 0);
    talks.push({
      ...tcp,
      start: start + 780,
      from: intrusion.source,
      to,
      toPort: 22,
      asked: 48_000,
      answered: 91_000,
    });
  }
  if (hour >= beacon.fromHour) {
    for (let at = 0; at < 3600; at += beacon.everySeconds) {
      const from = only("payments", "app", 1);
      talks.push({
        ...tcp,
        start: start + at,
        from,
        to: beacon.to,
        fromPort: 40_000 + at / 60,
        toPort: 443,
        asked: 412,
        answered: 210,
      });
    }
  }
  if (hour === leak.hour) {
    for (let part = 0; part < 20; part += 1) {
      const from = only("payments", "data", 0);
      talks.push({
        ...tcp,
        start: start + part * 120,
        from,
        to: leak.to,
        fromPort: 50_000 + part,
        toPort: 443,
        asked: leak.bytes / 20,
        answered: 90_000,
      });
    }
  }
  if (hour >= sideways.fromHour && hour < sideways.toHour) {
    for (let part = 0; part < 4; part += 1) {
      const from = only("payments", "app", 0);
      const to = only("booking", "data", part % 2);
      talks.push({
        ...tcp,
        start: start + part * 600,
        from,
        to,
        toPort: 5432,
        asked: 60,
        answered: 0,
        refusedBy: "to",
      });
    }
  }
  return talks.flatMap(linesOf);
}
