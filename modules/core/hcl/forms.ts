/**
 * What the writer has to know of Terraform's language, which its JSON does not say: what is an argument and what a block,
 * and how the text of an argument is read (Terraform language, "JSON Configuration Syntax").
 */

/**
 * How an argument's value is written:
 *
 * - `expression`: any value; its strings are templates
 * - `text`: a value that Terraform reads without any others at hand; its strings are just text
 * - `bare`: a string that holds an expression, a reference, a type or a keyword, which stands without quotes in HCL
 * - `type`: the type of a variable, in the words of today
 * - `bareList`: a list of such strings, or one keyword such as `all`
 * - `bareMap`: an object of such strings, whose keys are references too
 * - `provider`: an entry of `required_providers`: text, but for `configuration_aliases`, a list of references
 */
export type ArgumentForm = "expression" | "text" | "bare" | "type" | "bareList" | "bareMap" | "provider";

/** A body: what may stand between a block's braces. */
export interface BodyForm {
  readonly arguments: Readonly<Record<string, ArgumentForm>>;
  readonly blocks: Readonly<Record<string, BlockForm>>;
  /** What any other name is. Without it any other name is an error. */
  readonly others?: ArgumentForm;
  /** Arguments that stand in a paragraph of their own before all others. */
  readonly first?: readonly string[];
  /** Arguments that stand before others of the same paragraph. */
  readonly order?: readonly string[];
  /** Arguments and blocks that stand behind all others. */
  readonly last?: readonly string[];
}

/** A block: how many labels stand between its name and its body. */
export interface BlockForm {
  readonly labels: 0 | 1 | 2;
  /** Undefined where nothing is known of what the labels name. */
  readonly body: (labels: readonly string[]) => BodyForm | undefined;
}

/** The schema of a block as `terraform providers schema -json` has it; of its attributes the names are enough. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly block_types?: Readonly<Record<string, { readonly nesting_mode: string; readonly block: BlockSchema }>>;
}

/** Where the writer asks for the schema of a type, or of a provider's configuration by the provider's name. */
export interface Schemas {
  readonly resource: (type: string) => BlockSchema | undefined;
  readonly data: (type: string) => BlockSchema | undefined;
  readonly ephemeral: (type: string) => BlockSchema | undefined;
  readonly provider: (name: string) => BlockSchema | undefined;
}

const block = (body: BodyForm, labels: 0 | 1 | 2 = 0): BlockForm => ({ labels, body: () => body });
const form = (
  args: Readonly<Record<string, ArgumentForm>>,
  blocks: Readonly<Record<string, BlockForm>> = {},
  more: Omit<BodyForm, "arguments" | "blocks"> = {},
): BodyForm => ({ arguments: args, blocks, ...more });

const open = form({}, {}, { others: "expression" });
const condition = form({ condition: "expression", error_message: "expression" });
const connection = block(open);
const provisioner = block(form({ when: "bare", on_failure: "bare" }, { connection }, { others: "expression" }), 1);

const lifecycle = form(
  { create_before_destroy: "text", prevent_destroy: "text", ignore_changes: "bareList", replace_triggered_by: "bareList" },
  { precondition: block(condition), postcondition: block(condition) },
);

/** Types of Terraform itself. They have arguments only. */
const builtIn: Readonly<Record<string, BlockSchema>> = {
  terraform_data: { attributes: { input: {}, triggers_replace: {} } },
  terraform_remote_state: { attributes: { backend: {}, config: {}, defaults: {}, workspace: {} } },
};

/** Keeps what was made of a schema: a stack has hundreds of resources of one type. */
const oncePerSchema = (make: (schema: BlockSchema) => BodyForm): ((schema: BlockSchema) => BodyForm) => {
  const made = new WeakMap<BlockSchema, BodyForm>();
  return (schema) => {
    const found = made.get(schema) ?? make(schema);
    made.set(schema, found);
    return found;
  };
};

const fromSchema = oncePerSchema((schema) => {
  const nested = Object.entries(schema.block_types ?? {});
  const blocks: Record<string, BlockForm> = {};
  for (const [name, { nesting_mode, block: inner }] of nested) {
    blocks[name] = { labels: nesting_mode === "map" ? 1 : 0, body: () => fromSchema(inner) };
  }
  if (nested.length > 0) blocks["dynamic"] = { labels: 1, body: ([name]) => dynamicBody(blocks[name ?? ""]) };
  const args = Object.fromEntries(Object.keys(schema.attributes ?? {}).map((name) => [name, "expression" as const]));
  return form(args, blocks);
});

const dynamicBody = (of: BlockForm | undefined): BodyForm | undefined => {
  const content = of?.body([]);
  const args = { for_each: "expression", iterator: "bare", labels: "expression" } as const;
  return content && form(args, { content: block(content) }, { first: Object.keys(args) });
};

type FormOf = (schema: BlockSchema | undefined) => BodyForm | undefined;

/** The form of a type's block: its own arguments and blocks, and those that Terraform gives every type of the kind. */
const withMeta = (meta: BodyForm): FormOf => {
  const ofSchema = oncePerSchema((schema) => {
    const { arguments: args, blocks } = fromSchema(schema);
    return { ...meta, arguments: { ...args, ...meta.arguments }, blocks: { ...blocks, ...meta.blocks } };
  });
  return (schema) => schema && ofSchema(schema);
};

const instances = { count: "expression", for_each: "expression", provider: "bare", depends_on: "bareList" } as const;
const places = { first: ["count", "for_each", "provider"], last: ["connection", "provisioner", "lifecycle", "depends_on"] };
const resourceForm = withMeta(form(instances, { lifecycle: block(lifecycle), provisioner, connection }, places));
const readForm = withMeta(form(instances, { lifecycle: block(lifecycle) }, places));
const providerForm = withMeta(form({ alias: "text", version: "text" }, {}, { first: ["alias"] }));

const texts = form({}, {}, { others: "text" });
const stateStore = form({}, { workspaces: block(texts) }, { others: "text" });
const settings = form(
  { required_version: "text", experiments: "bareList" },
  {
    required_providers: block(form({}, {}, { others: "provider" })),
    backend: block(stateStore, 1),
    cloud: block(stateStore),
    provider_meta: block(open, 1),
  },
);

const variable = form(
  { type: "type", default: "text", description: "text", sensitive: "text", nullable: "text", ephemeral: "text", deprecated: "text" },
  { validation: block(condition) },
  { order: ["type", "description", "default"] },
);
const output = form(
  { value: "expression", description: "text", sensitive: "text", ephemeral: "text", depends_on: "bareList", deprecated: "text" },
  { precondition: block(condition) },
  { order: ["description", "value"], last: ["precondition", "depends_on"] },
);
const moduleCall = form(
  { source: "text", version: "text", count: "expression", for_each: "expression", providers: "bareMap", depends_on: "bareList" },
  {},
  { others: "expression", first: ["source", "version", "count", "for_each", "providers"], last: ["depends_on"] },
);
const removed = form({ from: "bare" }, { lifecycle: block(form({ destroy: "text" })), provisioner, connection });
const importing = form({ to: "bare", id: "expression", identity: "expression", for_each: "expression", provider: "bare" });

/** The blocks of a file's top level, in the order in which they are written (HashiCorp's style guide, "File names"). */
export const rootForm = (schemas: Schemas): BodyForm => {
  const data: BlockForm = { labels: 2, body: ([type = ""]) => readForm(builtIn[type] ?? schemas.data(type)) };
  return form(
    {},
    {
      terraform: block(settings),
      provider: { labels: 1, body: ([name = ""]) => providerForm(schemas.provider(name)) },
      variable: block(variable, 1),
      locals: block(open),
      moved: block(form({ from: "bare", to: "bare" })),
      import: block(importing),
      removed: block(removed),
      data,
      ephemeral: { labels: 2, body: ([type = ""]) => readForm(schemas.ephemeral(type)) },
      resource: { labels: 2, body: ([type = ""]) => resourceForm(builtIn[type] ?? schemas.resource(type)) },
      module: block(moduleCall, 1),
      check: block(form({}, { data, assert: block(condition) }), 1),
      output: block(output, 1),
    },
  );
};
