import { text } from "./checks";
import type { Check } from "./props";

/** The full name of a Cloud KMS key: https://cloud.google.com/kms/docs/resource-hierarchy, read 2026-11. */
export const keyFullName: Check<string> = text(
  /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+$/,
  "the full name of a key ('projects/…/locations/…/keyRings/…/cryptoKeys/…')",
  30,
  400,
);
