import { text } from "../../core/checks";
import type { Check } from "../../core/props";

/** An id of Cloudflare's: of an account, a zone or something inside one. */
export const cloudflareId: Check<string> = text(/^[0-9a-f]{32}$/, "an id of 32 lower-case hexadecimal digits", 32, 32);

const label = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";

/** A full hostname in lower case, with or without the dot at its end, and no address. Labels of validation records begin with `_`. */
export const hostname: Check<string> = text(
  new RegExp(`^(${label}\\.)+[a-z]([a-z0-9-]*[a-z0-9])?\\.?$`),
  "a full hostname in lower case",
  3,
  254,
);
