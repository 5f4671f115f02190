import { readFileSync } from "node:fs";
import { EstateError } from "../modules/core/errors";

/**
 * Reads a description as JSON, of unchecked form.
 *
 * @throws EstateError BadEstateFile where there is no file, or no JSON in it.
 */
export const readEstateFile = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new EstateError([
      {
        code: "BadEstateFile",
        place: file,
        rule: "the file must hold an estate's description as JSON",
        value: error instanceof Error ? error.message.split("\n")[0] : String(error),
        fix: "see docs/description.md",
      },
    ]);
  }
};
