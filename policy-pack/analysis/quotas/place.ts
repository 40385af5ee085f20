import { type Resource, nameOfUrn } from "../resource";
import { type Json, type Read, UNKNOWN, asList, asText, at, isObject } from "../values";

/** Where a quota holds: an account, and a Region of it unless the service is global. */
export interface Place {
  /** Tells one place from another. */
  readonly key: string;
  /** Twelve digits; undefined when the account is not known yet, or its provider names none. */
  readonly account: string | undefined;
  /** Name of the provider that leads there; empty where the resource has none. */
  readonly provider: string;
  readonly region: string | undefined;
}

interface Provider {
  readonly name: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/**
 * Finds where resources are. The account is the one that the provider accepts (`allowedAccountIds`), or else that of the role it takes;
 * accounts that are not known yet are told apart by their provider. The Region is the resource's own, or else the provider's.
 */
export class Places {
  private readonly providers = new Map<string, Provider>();
  private readonly places = new Map<string, Place>();

  regional(resource: Resource): Place {
    const own = text(at(resource.props, "region"));
    return this.place(resource, own ?? this.providerOf(resource).region);
  }

  global(resource: Resource): Place {
    return this.place(resource, undefined);
  }

  private place(resource: Resource, region: string | undefined): Place {
    const { name, account } = this.providerOf(resource);
    const key = `${account ?? resource.provider ?? ""} ${region ?? ""}`;
    let place = this.places.get(key);
    if (!place) {
      place = { key, account, provider: name, region };
      this.places.set(key, place);
    }
    return place;
  }

  private providerOf(resource: Resource): Provider {
    const urn = resource.provider ?? "";
    let provider = this.providers.get(urn);
    if (!provider) {
      const props = resource.providerProps;
      provider = {
        name: nameOfUrn(urn),
        account: allowedAccount(at(props, "allowedAccountIds")) ?? accountOfRole(props),
        region: text(at(props, "region")),
      };
      this.providers.set(urn, provider);
    }
    return provider;
  }
}

function text(value: Read): string | undefined {
  const read = asText(value);
  return read === UNKNOWN || read === "" ? undefined : read;
}

/** The engine keeps a provider's lists as JSON text. */
function parsed(value: Read): Read {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return at(JSON.parse(value) as Json);
  } catch {
    return undefined;
  }
}

function allowedAccount(value: Read): string | undefined {
  const list = asList(parsed(value));
  return list === UNKNOWN || list.length !== 1 ? undefined : text(at(list[0]));
}

/** Of the last role that the provider takes: the older form has one. */
function accountOfRole(props: Resource["providerProps"]): string | undefined {
  for (const key of ["assumeRoles", "assumeRole"]) {
    const list = asList(parsed(at(props, key)));
    const last = list === UNKNOWN ? undefined : at(list.at(-1));
    const account = isObject(last)
      ? /^arn:[^:]*:iam::(\d{12}):/.exec(text(at(last, "roleArn")) ?? "")?.[1]
      : undefined;
    if (account !== undefined) return account;
  }
  return undefined;
}
