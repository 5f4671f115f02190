import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ProviderFacts } from "./facts";
import { expandShapes, type Shapes } from "./shapes";

/** The committed files. A bundle of a verb runs as if it stood in tools/, its sources stand in tools/catalogue/. */
export const catalogueFolder = join(__dirname, basename(__dirname) === "catalogue" ? "data" : "catalogue/data");

/**
 * The facts in the text of a catalogue file or of raw answers, which name no shapes.
 *
 * @throws SyntaxError where it isn't JSON; what has not the form of facts gives any other error, or none.
 */
export const parseCatalogue = (text: string): ProviderFacts => {
  const { shapes = {}, ...facts } = JSON.parse(text) as ProviderFacts & { readonly shapes?: Shapes };
  expandShapes(facts, shapes);
  return facts;
};

let loaded: readonly ProviderFacts[] | undefined;

/** The committed catalogue, one entry a provider, by name. Read once; nothing may change it. */
export const loadCatalogue = (): readonly ProviderFacts[] => {
  loaded ??= readdirSync(catalogueFolder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => parseCatalogue(readFileSync(join(catalogueFolder, name), "utf8")));
  return loaded;
};
