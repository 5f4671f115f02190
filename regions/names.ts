import type { Purpose } from "../modules/core/words";
import type { Place } from "./place";

/** What decides a physical name: enough to derive the names of another site of the same environment. */
export type NamePlace = Pick<Place, "organization" | "environment" | "origin" | "purpose">;

const purposeWords = (purpose: Purpose): readonly string[] => (purpose === "workload" ? [] : [purpose]);

/** The first words of every name: `<organization>-<environment>-<origin>`, and the purpose unless it is `workload`. */
export const nameWords = ({ organization, environment, origin, purpose }: NamePlace): readonly string[] => [
  organization.name,
  environment.name,
  origin,
  ...purposeWords(purpose),
];
