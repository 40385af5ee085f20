import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { type Calls, MEMBER_CALLS, OWN_CALLS } from "./aws-settings";

/** What an SDK client needs to work in an account and a Region. */
export interface AccountConfig extends Calls {
  readonly region: string;
  readonly credentials: AccountCredentials;
}

export interface AccountCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** Credentials are renewed this long before they end, so that no call starts with ones about to expire. */
const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Work in other accounts through one role name that exists in each. Credentials are kept per account while they last, also between
 * invocations of a warm function.
 */
export class Accounts {
  private readonly kept = new Map<string, Promise<AccountCredentials>>();
  private readonly sts = new STSClient(OWN_CALLS);

  /** `roleName` is the role in every account; `sessionName` is what their CloudTrail says of us; `partition` is aws, aws-cn or aws-us-gov. */
  public constructor(
    private readonly roleName: string,
    private readonly sessionName: string,
    private readonly partition = "aws",
  ) {}

  /** The configuration of a client in an account and Region. Rejects as AssumeRole does, when the role is missing or refuses. */
  public async configFor(account: string, region: string): Promise<AccountConfig> {
    return { region, credentials: await this.credentialsFor(account), ...MEMBER_CALLS };
  }

  private async credentialsFor(account: string): Promise<AccountCredentials> {
    const known = this.kept.get(account);
    if (known !== undefined) {
      const credentials = await known.catch(() => undefined);
      if (credentials !== undefined && credentials.expiration.getTime() - RENEW_BEFORE_MS > Date.now())
        return credentials;
    }
    const fresh = this.assume(account);
    this.kept.set(account, fresh);
    return fresh;
  }

  private async assume(account: string): Promise<AccountCredentials> {
    const { Credentials: given } = await this.sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:${this.partition}:iam::${account}:role/${this.roleName}`,
        RoleSessionName: this.sessionName,
        DurationSeconds: 3600,
      }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken || !given.Expiration)
      throw new Error(`AssumeRole in ${account} gave no credentials`);
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration,
    };
  }
}
