import { SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { type LockPlace, sessionPolicy } from "./place";

/** How long a session lasts; the client takes a new one in time. */
const SESSION_SECONDS = 3600;

/** A client for a lock's place, by the deployment role there, in sessions that may do nothing but see to this lock. */
export function lockClient(place: LockPlace): SSMClient {
  const { region, accountId, partition, roleName, externalId, sessionName } = place;
  const sts = new STSClient({ region });
  return new SSMClient({
    region,
    maxAttempts: 5,
    credentials: async () => {
      const { Credentials: given } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: `arn:${partition}:iam::${accountId}:role/${roleName}`,
          RoleSessionName: sessionName,
          ExternalId: externalId,
          Policy: sessionPolicy(place),
          DurationSeconds: SESSION_SECONDS,
        }),
      );
      if (!given?.AccessKeyId || !given.SecretAccessKey)
        throw new Error(`AssumeRole in ${accountId} gave no credentials`);
      return {
        accessKeyId: given.AccessKeyId,
        secretAccessKey: given.SecretAccessKey,
        sessionToken: given.SessionToken,
        expiration: given.Expiration,
      };
    },
  });
}
