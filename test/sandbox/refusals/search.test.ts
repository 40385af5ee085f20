import { HERE } from "../support/accounts";
import { refuses } from "../support/refusals";

const DOMAIN = "aws:opensearch/domain:Domain";
const SAML = "aws:opensearch/domainSamlOptions:DomainSamlOptions";

const idp = {
  entityId: "https://idp.example.org/dashboards",
  metadataContent: '<EntityDescriptor entityID="https://idp.example.org/dashboards"/>',
};
const options = (more: Readonly<Record<string, unknown>>) => ({
  domainName: "signs-in",
  samlOptions: { enabled: true, idp, ...more },
});
const domain = { domainName: "signs-in", advancedSecurityOptions: { enabled: true } };

refuses("the sandbox refuses, of log events sent to another place,", [
  [
    "a destination that is not there",
    /specified destination does not exist/,
    async (a) => {
      const { id } = await a.make("aws:cloudwatch/logGroup:LogGroup", {});
      return a.make("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", {
        logGroup: id,
        filterPattern: "",
        destinationArn: `arn:aws:logs:eu-west-2:${HERE}:destination:LandingZoneTrail-prod`,
      });
    },
  ],
]);

refuses("the sandbox refuses, of signing in to a search domain,", [
  [
    "a domain that knows no roles",
    /requires fine-grained access control/,
    async (a) => {
      await a.make(DOMAIN, { domainName: "signs-in" });
      return a.make(SAML, options({}));
    },
  ],
  ["a domain that is not there", "ResourceNotFoundException", (a) => a.make(SAML, options({}))],
  [
    "a session of more than a day",
    "ValidationException",
    async (a) => {
      await a.make(DOMAIN, domain);
      return a.make(SAML, options({ sessionTimeoutMinutes: 1_441 }));
    },
  ],
  [
    "an entity id of seven characters",
    /length of EntityId: 7/,
    async (a) => {
      await a.make(DOMAIN, domain);
      return a.make(SAML, options({ idp: { ...idp, entityId: "idp.exa" } }));
    },
  ],
  [
    "metadata that is none",
    /Invalid SAML metadata/,
    async (a) => {
      await a.make(DOMAIN, domain);
      return a.make(SAML, options({ idp: { ...idp, metadataContent: "<html/>" } }));
    },
  ],
]);
