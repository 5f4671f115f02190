import type { Block, Constraints } from "../catalogue/facts";
import type { Diagnostic } from "../protocol/provider";
import type { ObjectValue } from "../protocol/values";
import { conventionOf } from "./conventions";
import { hasSdkId } from "./conventions/convention";
import { relationProblems } from "./rules/relations";
import { structureProblems } from "./rules/structure";
import { valueProblems } from "./rules/values";

/**
 * What a provider refuses in a configuration before it plans: missing arguments, values outside their rules, and
 * arguments that exclude or need each other. Only what is known of the type is refused; an unknown value never is.
 *
 * @param type the type's name, for the few checks that a provider has for one type only
 */
export const validateConfig = (
  constraints: Constraints & { readonly block: Block },
  config: ObjectValue,
  type?: string,
): readonly Diagnostic[] => {
  const { block } = constraints;
  const sdk = isSdkType(type, block);
  return [
    ...structureProblems(block, config, sdk, type),
    ...valueProblems({ block, constraints, config, sdk, type }),
    ...relationProblems(block, constraints, config, sdk),
  ];
};

/** By the name's first word: a type's name begins with its provider's. */
const isSdkType = (type: string | undefined, block: Block): boolean =>
  type === undefined ? hasSdkId(block) : conventionOf(type.split("_")[0] ?? "").isSdk(type, block);
