import type { Attribute, Block, NestedBlock } from "../../catalogue/facts";
import type { Diagnostic } from "../../protocol/provider";
import { unknown, type ObjectValue, type Path, type Value } from "../../protocol/values";
import { displayed } from "./at-path";
import { neededPartsOf } from "./exceptions";
import { below, elementsOf, nestedBlockOf, objectsIn, partOf, partsOf, recordOf } from "../plan-values";

/** A block in a configuration. Its path ends at a set around it, whose elements have no place of their own. */
interface Here {
  readonly path: Path;
  readonly isInSet: boolean;
  /** Names with dots between them, for messages. */
  readonly name: string;
  readonly sdk: boolean;
}

/**
 * Required arguments that are missing, computed ones that are given, and numbers of blocks that are wrong, at every depth.
 * Terraform says so first; whoever asks a provider directly hears it from there.
 */
export const structureProblems = (block: Block, config: ObjectValue, sdk: boolean, type?: string): readonly Diagnostic[] => [
  ...inBlock(block, config, { path: [], isInSet: false, name: "", sdk }),
  ...Object.keys(block.attributes ?? {}).flatMap((name) => partProblems(name, partOf(config, name), neededPartsOf(type, name))),
];

/** Parts that are missing in the objects of an attribute that is written like a block. */
const partProblems = (attribute: string, value: Value, needed: readonly string[]): readonly Diagnostic[] =>
  objectsIn(value).flatMap((one, index) =>
    needed
      .filter((name) => partOf(one, name) === null)
      .map((name) => missing({ path: [{ attribute }], isInSet: true, name: `${attribute}.${String(index)}.${name}`, sdk: true })),
  );

const inBlock = (block: Block, config: ObjectValue, here: Here): readonly Diagnostic[] => {
  const { attributes, block_types: blocks } = partsOf(block);
  const at = (name: string): Here => ({
    ...here,
    path: here.isInSet ? here.path : [...here.path, { attribute: name }],
    name: below(here.name, name),
  });
  return [
    ...Object.entries(attributes).flatMap(([name, attribute]) => attributeProblems(attribute, partOf(config, name), at(name))),
    ...Object.entries(blocks).flatMap(([name, nested]) => blockProblems(nested, partOf(config, name), at(name))),
  ];
};

const error = ({ path }: Here, summary: string, detail: string): Diagnostic => ({ severity: "error", summary, detail, path });

const missing = (here: Here): Diagnostic => {
  if (here.sdk) return error(here, "Missing required argument", `The argument "${here.name}" is required, but no definition was found.`);
  const detail =
    `Must set a configuration value for the ${displayed(here.path)} attribute as the provider has marked it as required.\n\n` +
    "Refer to the provider documentation or contact the provider developers for additional information about configurable attributes that are required.";
  return error(here, "Missing Configuration for Required Attribute", detail);
};

const attributeProblems = (attribute: Attribute, value: Value, here: Here): readonly Diagnostic[] => {
  const { required = false, optional = false } = attribute;
  if (value === null) return required ? [missing(here)] : [];
  if (!required && !optional) {
    const detail = `Can't configure a value for "${here.name}": its value will be decided automatically based on the result of applying this configuration.`;
    return [error(here, "Value for unconfigurable attribute", detail)];
  }
  const nested = nestedBlockOf(attribute);
  return nested === undefined ? [] : inElements(nested, value, here);
};

const blockProblems = (nested: NestedBlock, value: Value, here: Here): readonly Diagnostic[] => [
  ...countProblems(nested, value, here),
  ...inElements(nested, value, here),
];

const countProblems = (
  { nesting_mode: mode, min_items: least = 0, max_items: most = 0 }: NestedBlock,
  value: Value,
  here: Here,
): readonly Diagnostic[] => {
  if (value === unknown) return [];
  const count = mode === "single" || mode === "group" ? (value === null ? 0 : 1) : elementsOf(value).length;
  if (count === 0 && least > 0) return [missing(here)];
  if (count < least) {
    const detail = `Attribute ${here.name} requires ${String(least)} item minimum, but config has only ${String(count)} declared.`;
    return [error(here, "Not enough list items", detail)];
  }
  if (most === 0 || count <= most) return [];
  const detail = `Attribute ${here.name} supports ${String(most)} item maximum, but config has ${String(count)} declared.`;
  return [error(here, "Too many list items", detail)];
};

const inElements = ({ nesting_mode: mode, block }: NestedBlock, value: Value, here: Here): readonly Diagnostic[] => {
  const object = recordOf(value);
  switch (mode) {
    case "single":
    case "group":
      return object === undefined ? [] : inBlock(block, object, here);
    case "set":
      return objectsIn(value).flatMap((one, index) =>
        inBlock(block, one, { ...here, isInSet: true, name: below(here.name, String(index)) }),
      );
    case "list":
      return objectsIn(value).flatMap((one, index) => inBlock(block, one, inElement(here, index)));
    case "map":
      return Object.entries(object ?? {}).flatMap(([key, one]) => {
        const element = recordOf(one);
        return element === undefined ? [] : inBlock(block, element, inElement(here, key));
      });
  }
};

const inElement = (here: Here, element: string | number): Here => ({
  ...here,
  path: here.isInSet ? here.path : [...here.path, { element }],
  name: below(here.name, String(element)),
});
