/** What the directory gives as the environment of accounts that belong to none: management, security and those like them. */
export const PLATFORM = "organization";
