import type { BlockSchema, Schemas } from "./forms";

const attributePath = /^(data\.)?([a-z][a-z0-9_]*)\.[\p{ID_Continue}-]+(?:\[[^[\]]+\])?\.([a-z][a-z0-9_]*)$/u;
const variablePath = /^var\.([\p{ID_Continue}-]+)$/u;

/** Functions whose value is text (Terraform language, "Functions"). */
const textFunctions =
  /^(?:abspath|base64(?:encode|decode|gzip|sha256|sha512)|basename|chomp|cidr(?:host|netmask|subnet)|dirname|format|formatdate|indent|join|jsonencode|lower|md5|replace|sha(?:1|256|512)|strrev|substr|templatefile|timeadd|title|tostring|trim(?:prefix|space|suffix)?|upper|urlencode|uuidv5|yamlencode)\([^()]*\)$/;

/**
 * Tells of an expression whether its value is known to be text: an attribute that the schema says is a string, a variable of
 * that type, an instance's key, or one call of a function that gives text. No means "not known".
 */
export const textTeller = (configuration: Readonly<Record<string, unknown>>, schemas: Schemas) => {
  const variables = configuration["variable"] as Readonly<Record<string, { readonly type?: unknown } | undefined>> | undefined;
  return (expression: string): boolean => {
    if (expression === "each.key" || textFunctions.test(expression)) return true;
    const variable = variablePath.exec(expression)?.[1];
    if (variable !== undefined) return variables?.[variable]?.type === "string";
    const [, data, type = "", attribute = ""] = attributePath.exec(expression) ?? [];
    return isString(data === undefined ? schemas.resource(type) : schemas.data(type), attribute);
  };
};

const isString = (schema: BlockSchema | undefined, attribute: string): boolean => {
  const found = schema?.attributes?.[attribute] as { readonly type?: unknown } | undefined;
  return found?.type === "string";
};
