import { z } from "zod";
import { shortName } from "./common";

/** What else is done with the organisation's trail, beside keeping and watching it. */
export const trail = z
  .strictObject(
    {
      /**
       * Environment whose search domain gets every record of the trail; none when left out. Its destination must be there: the environment
       * is deployed before the organisation is told.
       */
      searchedFrom: shortName.optional(),
    },
    { error: "where the organisation's trail is searched: {searchedFrom}" },
  )
  .readonly()
  .prefault({});
