/** Physical name of the role of an environment's network watch: the security account's bus hears only roles that are called `LandingZone…`. */
export const watchRole = (environment: string): string => `LandingZoneNetworkWatch-${environment}`;
