import { listAt, textsAt, type TrailRecord } from "../lib/events";
import { attack } from "./references";
import { type NamedDetection } from "./types";

const ec2 = ["ec2.amazonaws.com"];

/** True when somebody is added to the readers of a snapshot or image; taking somebody away is no sharing. */
function shares({ requestParameters }: TrailRecord): boolean {
  const added = [
    ...listAt(requestParameters, "createVolumePermission", "add"),
    ...listAt(requestParameters, "launchPermission", "add"),
    ...textsAt(requestParameters, "valuesToAdd"),
    // The older request form: the operation and the names apart.
    ...(requestParameters !== null && listAt(requestParameters, "operationType").includes("add")
      ? [...listAt(requestParameters, "userIds"), ...listAt(requestParameters, "groupNames")]
      : []),
  ];
  return added.length > 0;
}

/** Data and machines shown to outsiders, and ways into machines around the network. */
export const EXPOSURE_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "default-encryption-off",
    title: "Encryption of new volumes by default was switched off",
    sources: ec2,
    names: ["DisableEbsEncryptionByDefault"],
    severity: "high",
    category: "policy-violation",
    references: ["CIS 1.4.0/2.2.1", "Security Hub EC2.7", ...attack("T1537")],
    response: "notify",
    advice: "Enable it again; look for volumes and snapshots made since.",
  },
  {
    id: "snapshot-shared",
    title: "A snapshot or image was shared",
    sources: [...ec2, "rds.amazonaws.com"],
    names: [
      "ModifySnapshotAttribute",
      "ModifyImageAttribute",
      "ModifyDBSnapshotAttribute",
      "ModifyDBClusterSnapshotAttribute",
    ],
    severity: "high",
    category: "policy-violation",
    references: ["Security Hub EC2.1", "Security Hub RDS.1", ...attack("T1537")],
    response: "notify",
    advice: "Take the share back; ask who the account belongs to. A copy may have been made already.",
    when: shares,
  },
  {
    id: "sharing-unblocked",
    title: "The block on public snapshots or images was lifted",
    sources: ec2,
    names: ["DisableSnapshotBlockPublicAccess", "DisableImageBlockPublicAccess"],
    severity: "high",
    category: "policy-violation",
    references: attack("T1537"),
    response: "notify",
    advice: "Block public sharing again.",
  },
  {
    id: "ssh-key-pushed",
    title: "A key was pushed to a machine for a session",
    sources: ["ec2-instance-connect.amazonaws.com"],
    names: ["SendSSHPublicKey", "SendSerialConsoleSSHPublicKey"],
    severity: "medium",
    category: "inconsistent-with-expectations",
    references: attack("T1021.004", "T1098.004"),
    response: "notify",
    advice: "Ask the caller; access goes through Session Manager, which records.",
  },
  {
    id: "serial-console-enabled",
    title: "The serial console was enabled for the account",
    sources: ec2,
    names: ["EnableSerialConsoleAccess"],
    severity: "high",
    category: "policy-violation",
    references: attack("T1021"),
    response: "notify",
    advice: "Disable it: the serial console goes around every group and NACL.",
  },
];
