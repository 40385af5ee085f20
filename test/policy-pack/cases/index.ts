import { type Case, type StackCase } from "../harness";
import { benchmarkCases } from "./benchmark";
import { computeCases } from "./compute";
import { dataCases } from "./data";
import { edgeCases } from "./edge";
import { encryptionCases } from "./encryption";
import { firstCases } from "./first";
import { identityCases } from "./identity";
import { knownCases } from "./known";
import { loggingCases } from "./logging";
import { messagingCases } from "./messaging";
import { networkCases } from "./network";
import { organisationCases } from "./organisation";
import { stackCasesOfGuardrails } from "./stack-guardrails";
import { knownStackCases } from "./stack-known";
import { stackCasesOfLogging } from "./stack-logging";
import { stackCasesOfNetwork } from "./stack-network";
import { stackCasesOfOrganisation } from "./stack-organisation";
import { stackCasesOfOthers } from "./stack-others";
import { stackCasesOfPrefixLists } from "./stack-prefix-lists";
import { stackCasesOfTrailAlarms } from "./stack-trail-alarms";
import { storageCases } from "./storage";
import { tagsCases } from "./tags";

export const cases: readonly Case[] = [
  ...firstCases,
  ...networkCases,
  ...loggingCases,
  ...storageCases,
  ...encryptionCases,
  ...edgeCases,
  ...identityCases,
  ...organisationCases,
  ...computeCases,
  ...dataCases,
  ...messagingCases,
  ...tagsCases,
  ...benchmarkCases,
  ...knownCases,
];

export const stackCases: readonly StackCase[] = [
  ...stackCasesOfNetwork,
  ...stackCasesOfLogging,
  ...stackCasesOfTrailAlarms,
  ...stackCasesOfPrefixLists,
  ...knownStackCases,
  ...stackCasesOfOthers,
  ...stackCasesOfGuardrails,
  ...stackCasesOfOrganisation,
];
