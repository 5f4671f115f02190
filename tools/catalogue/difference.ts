import { bindingFacts, boundProviders, type BoundProvider } from "./bindings";
import { blockLines, differentLines, sortedType, type Lines } from "./compare";
import type { Attribute, Block, ProviderFacts } from "./facts";

/** What the bindings can tell of an attribute. */
const tell = ({ type, nested_type: nested, required, optional, computed }: Attribute): string =>
  [
    nested === undefined ? JSON.stringify(sortedType(type)) : `attributes ${nested.nesting_mode}`,
    ...(required === true ? ["required"] : []),
    ...(optional === true ? ["optional"] : []),
    ...(computed === true ? ["computed"] : []),
  ].join(" ");

/** Of the number of blocks, the bindings tell whether one is needed and whether more than one may stand there. */
const tellItems = (least: number, most: number): string => `${least > 0 ? " required" : ""}${most === 1 ? " at most one" : ""}`;

const linesOf = (block: Block): Lines => blockLines(block, tell, tellItems);

/** Where a catalogue and bindings differ, about the types that both know: one line for each argument, `<type> <argument>: …`. */
export const bindingDifferences = (catalogue: ProviderFacts, bindings: ProviderFacts): readonly string[] => {
  const names = [`catalogue ${catalogue.version}`, `bindings ${bindings.version}`] as const;
  const compare = (place: string, one: Block, other: Block | undefined): readonly string[] =>
    other === undefined
      ? [`${place}: only ${names[0]}`]
      : differentLines(linesOf(one), linesOf(other), names).map((line) => `${place} ${line}`);
  return [
    ...compare("provider", catalogue.config, bindings.config),
    ...Object.entries(catalogue.resources).flatMap(([type, { block }]) => compare(type, block, bindings.resources[type]?.block)),
    ...Object.entries(catalogue.data_sources).flatMap(([type, { block }]) =>
      compare(`data.${type}`, block, bindings.data_sources[type]?.block),
    ),
  ];
};

/** Where a catalogue and the installed bindings of its provider differ; none where no bindings are installed. */
export const differencesToBindings = (catalogue: ProviderFacts): readonly string[] => {
  const bound = (Object.keys(boundProviders) as BoundProvider[]).find((name) => boundProviders[name] === catalogue.provider);
  if (bound === undefined) return [];
  const types = { resources: Object.keys(catalogue.resources), data_sources: Object.keys(catalogue.data_sources) };
  return bindingDifferences(catalogue, bindingFacts(bound, types));
};
