import type { ResourceFacts } from "../../catalogue/facts";
import { textOf, type Maker } from "./made";

/** An id for a type of which nothing is known: what it must be given tells it from others. */
export const idOfRequired =
  ({ block }: ResourceFacts, separator: string): Maker =>
  (made) => {
    const required = Object.entries(block.attributes ?? {}).filter(
      ([, { required: isRequired, type }]) => isRequired === true && type === "string",
    );
    const texts = required.map(([name]) => textOf(made.value(name)));
    const isFit = texts.length > 0 && texts.every((text) => text !== "" && text.length <= 200);
    return isFit ? texts.join(separator) : made.chance("hex", 32, "id");
  };
