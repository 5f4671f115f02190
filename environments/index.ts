import type { EstateDescription } from "../regions/description";
import { dev } from "./dev";
import { platformFlows } from "./flows";
import { organization } from "./organization";
import { preProd } from "./pre-prod";
import { production } from "./production";
import { services } from "./services";
import { staging } from "./staging";

/** The estate as it is described in this folder. */
export const estate: EstateDescription = {
  organization,
  environments: [dev, staging, preProd, production],
  services,
  flows: platformFlows,
};
