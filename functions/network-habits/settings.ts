import { parseBlock } from "../flow-logs/addresses";

/** The names of the function's environment variables. */
export const HABITS_ENV = {
  endpoint: "SEARCH_ENDPOINT",
  bus: "EVENT_BUS",
  habits: "HABITS",
} as const;

/** What is a habit, and what is a departure from it. */
export interface Habits {
  /** Days after which two ends that did not speak are new to each other again. */
  readonly memoryDays: number;
  /** An hour is told above this many times what is usual, … */
  readonly volumeTimes: number;
  /** … and above the usual by this many megabytes at least. */
  readonly volumeMegabytes: number;
  /** Address blocks outside that everybody may call: neither new nor a beacon. */
  readonly known: readonly string[];
}

/** The domain keeps flow logs for 30 days, the last of which is under way. */
export const MOST_MEMORY_DAYS = 28;
export const LEAST_MEMORY_DAYS = 8;

export const DEFAULT_HABITS: Habits = { memoryDays: 28, volumeTimes: 3, volumeMegabytes: 10, known: [] };

export interface HabitsSettings extends Habits {
  readonly endpoint: string;
  readonly region: string;
  readonly bus: string;
}

/** @throws Error naming every variable that is missing or is not what it should be. */
export function readHabitsSettings(env: NodeJS.ProcessEnv): HabitsSettings {
  const problems: string[] = [];
  const text = (name: string): string => {
    const value = env[name] ?? "";
    if (value === "") problems.push(`${name} is not set`);
    return value;
  };
  const endpoint = text(HABITS_ENV.endpoint);
  const region = text("AWS_REGION");
  const bus = text(HABITS_ENV.bus);
  const habits = { ...DEFAULT_HABITS, ...object(env[HABITS_ENV.habits] ?? "{}", problems) };
  const number = (
    name: "memoryDays" | "volumeTimes" | "volumeMegabytes",
    least: number,
    most: number,
  ): void => {
    const value: unknown = habits[name];
    if (typeof value !== "number" || !(value >= least && value <= most))
      problems.push(
        `${HABITS_ENV.habits}.${name}: found ${JSON.stringify(value)}, allowed ${least} to ${most}`,
      );
  };
  number("memoryDays", LEAST_MEMORY_DAYS, MOST_MEMORY_DAYS);
  number("volumeTimes", 1, 1_000);
  number("volumeMegabytes", 1, 1_000_000);
  const known: unknown = habits.known;
  if (!Array.isArray(known) || known.some((block) => typeof block !== "string" || !parseBlock(block)))
    problems.push(
      `${HABITS_ENV.habits}.known: found ${JSON.stringify(known)}, allowed a list of address blocks`,
    );
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return { ...habits, endpoint, region, bus };
}

function object(json: string, problems: string[]): Partial<Habits> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, as anything else that is no object.
  }
  problems.push(`${HABITS_ENV.habits} is not a JSON object: ${json.slice(0, 60)}`);
  return {};
}
