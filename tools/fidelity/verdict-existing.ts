import type { Block } from "../catalogue/facts";
import { typeOfBlock } from "../protocol/codec";
import { DynamicValue, LargeNumber, unknown, type ObjectValue, type Value, type ValueType } from "../protocol/values";
import { literalOf } from "./seeds-literal";

/** What stands after a plan was applied: where the plan left a value open, one of the form that a provider gives. */
export const existingState = (type: string, block: Block, planned: ObjectValue): ObjectValue =>
  filled(typeOfBlock(block), planned, { type, address: "existing", attribute: "" }) as ObjectValue;

interface Place {
  readonly type: string;
  readonly address: string;
  readonly attribute: string;
}

const filled = (type: ValueType, value: Value, place: Place): Value => {
  if (value === unknown) return literal(type, place);
  if (value === null || typeof value !== "object" || value instanceof LargeNumber || value instanceof DynamicValue) return value;
  if (typeof type === "string") return value;
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((item, index) =>
      filled(type[0] === "tuple" ? (type[1][index] ?? "dynamic") : (type[1] as ValueType), item, place),
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const inner = type[0] === "object" ? type[1][name] : (type[1] as ValueType);
      return [name, filled(inner ?? "dynamic", item, type[0] === "object" ? { ...place, attribute: name } : place)];
    }),
  );
};

const literal = (type: ValueType, place: Place): Value => {
  switch (typeof type === "string" ? type : type[0]) {
    case "string":
      return literalOf(place);
    case "number":
      return 1;
    case "bool":
      return false;
    case "list":
    case "set":
    case "tuple":
      return [];
    case "object":
      return Object.fromEntries(
        Object.entries(type[1] as Readonly<Record<string, ValueType>>).map(([name, one]) => [
          name,
          literal(one, { ...place, attribute: name }),
        ]),
      );
    default:
      return typeof type === "string" ? null : {};
  }
};
