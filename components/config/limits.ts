/**
 * Limits of AWS Config that a plan can run into. None of them can be raised.
 *
 * Source: AWS Config developer guide, "Service limits", and API reference, PutOrganizationConfigRule and
 * PutOrganizationConformancePack, read 2026-11.
 */
export const configLimits = {
  /** Organisation rules, not counting conformance packs. */
  organizationRules: 150,
  rulesPerPack: 130,
  rulesOfAllOrganizationPacks: 180,
  /** Bytes of a pack's template given inline. */
  templateBytes: 51_200,
  ruleNameCharacters: 64,
  descriptionCharacters: 256,
  inputParametersCharacters: 1_024,
  excludedAccounts: 1_000,
} as const;
