import { existsSync, readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { EstateError } from "../../modules/core/errors";
import type { ProviderFacts } from "./facts";
import { parseCatalogue } from "./load";

const modes = z.enum(["single", "group", "list", "set", "map"]);
const simpleType = z.enum(["string", "number", "bool", "dynamic"]);

const attribute = z.looseObject({
  type: z.union([simpleType, z.array(z.unknown()).min(2)]).optional(),
  get nested_type() {
    return z.looseObject({ attributes: z.record(z.string(), attribute), nesting_mode: modes }).optional();
  },
});

const block = z.looseObject({
  attributes: z
    .record(
      z.string(),
      attribute.refine((one) => one.type !== undefined || one.nested_type !== undefined, "must have a type"),
    )
    .optional(),
  get block_types() {
    return z.record(z.string(), z.looseObject({ nesting_mode: modes, block })).optional();
  },
});

const types = z.record(z.string(), z.looseObject({ version: z.number(), block }));

const catalogue = z.looseObject({
  provider: z.string().regex(/^[^/]+\/[^/]+\/[^/]+$/, "must be <host>/<namespace>/<type>"),
  version: z.string(),
  config: block,
  resources: types,
  data_sources: types.default({}),
  ephemeral_resources: types.default({}),
});

const gzipMark = 0x1f;

/**
 * Reads a further catalogue: a committed file's form, or the raw answers of a provider; JSON, bare or compressed by gzip.
 *
 * @throws EstateError UnknownOption where the file is missing, is no JSON, or doesn't have the form of facts.
 */
export const readCatalogueFile = (file: string): ProviderFacts => {
  if (!existsSync(file) || !statSync(file).isFile()) throw problem(file, "the file must exist", "name a file, .json or .json.gz");
  try {
    const bytes = readFileSync(file);
    return checked(parseCatalogue((bytes[0] === gzipMark ? gunzipSync(bytes) : bytes).toString("utf8")));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (isUnreadable(error)) throw problem(file, "the file must be JSON, bare or compressed by gzip", "write it again", said);
    const fix = "write one with npm run catalogue -- --provider NAME --output FILE";
    throw problem(file, "the file must hold a provider's facts", fix, said);
  }
};

/** Not JSON, or not a whole gzip file. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof SyntaxError || (typeof error === "object" && error !== null && "code" in error);

const problem = (file: string, rule: string, fix: string, value?: string): EstateError =>
  new EstateError([{ code: "UnknownOption", place: `--catalogue ${file}`, rule, fix, ...(value !== undefined && { value }) }]);

const checked = (facts: ProviderFacts): ProviderFacts => {
  const result = catalogue.safeParse(facts);
  const { path, message } = result.error?.issues[0] ?? { path: [], message: "" };
  if (!result.success) throw new Error(`${path.map(String).join(".") || "the whole"}: ${message}`);
  const { data_sources = {}, ephemeral_resources = {} } = facts as Partial<ProviderFacts>;
  return { ...facts, data_sources, ephemeral_resources };
};
