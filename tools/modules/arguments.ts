import { expressionOf } from "../../modules/core/hcl/values";

/** Arguments with plain values, each on a line of its own. */
export const argumentLines = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${expressionOf(value, { literal: true, givesText: () => false })}\n`)
    .join("");
