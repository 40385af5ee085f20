/**
 * Physical names of the roles of an environment's search functions. The domain names them before their functions are there, and the
 * guardrails protect what is called `LandingZone…`.
 */
export const shipperRole = (environment: string): string => `LandingZoneLogShipper-${environment}`;
export const habitsRole = (environment: string): string => `LandingZoneNetworkHabits-${environment}`;
export const setupRole = (environment: string): string => `LandingZoneSearchSetup-${environment}`;
