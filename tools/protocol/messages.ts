import type { MethodDefinition } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
import type { Methods } from "./wire";

/** The versions of the plugin protocol that are spoken. */
export type ProtocolVersion = 5 | 6;

/**
 * The messages, each field as `number [repeated|map] type name`. Names of messages, and of requests and responses of the
 * same form, are ours: only numbers, types and the names of methods go over the wire. Enumerations are numbers. Fields
 * that nobody reads here (descriptions, resource identities) are left out.
 * Source: Terraform's public plugin protocol, versions 5 and 6, read on 2026-11-23.
 */
const messages = (version: ProtocolVersion): Readonly<Record<string, string>> => ({
  Empty: "",
  Value: "1 bytes msgpack, 2 bytes json",
  RawState: "1 bytes json, 2 map string flatmap",
  Step: "1 string attribute_name, 2 string element_key_string, 3 int64 element_key_int",
  Path: "1 repeated Step steps",
  Diagnostic: "1 int32 severity, 2 string summary, 3 string detail, 4 Path attribute",
  Diagnostics: "1 repeated Diagnostic diagnostics",

  Attribute:
    "1 string name, 2 bytes type, 4 bool required, 5 bool optional, 6 bool computed, 7 bool sensitive, 9 bool deprecated, " +
    (version === 5 ? "10 bool write_only" : "10 NestedAttributes nested_type, 11 bool write_only"),
  NestedAttributes: "1 repeated Attribute attributes, 3 int32 nesting",
  NestedBlock: "1 string type_name, 2 Block block, 3 int32 nesting, 4 int64 min_items, 5 int64 max_items",
  Block: "1 int64 version, 2 repeated Attribute attributes, 3 repeated NestedBlock block_types, 6 bool deprecated",
  Schema: "1 int64 version, 2 Block block",
  ServerCapabilities: "1 bool plan_destroy, 2 bool get_provider_schema_optional, 3 bool move_resource_state",
  ClientCapabilities: "1 bool deferral_allowed, 2 bool write_only_attributes_allowed",
  ProviderSchema:
    "1 Schema provider, 2 map Schema resource_schemas, 3 map Schema data_source_schemas, 4 repeated Diagnostic diagnostics, " +
    "6 ServerCapabilities server_capabilities, 7 map Function functions, 8 map Schema ephemeral_resource_schemas",
  TypeName: "1 string type_name",
  FunctionName: "1 string name",
  Metadata:
    "1 ServerCapabilities server_capabilities, 3 repeated TypeName data_sources, 4 repeated TypeName resources, " +
    "5 repeated FunctionName functions, " +
    "6 repeated TypeName ephemeral_resources",

  ProviderConfig: "1 Value config",
  CheckedProviderConfig: version === 5 ? "1 Value prepared_config, 2 repeated Diagnostic diagnostics" : "2 repeated Diagnostic diagnostics",
  Configuration: "1 string terraform_version, 2 Value config, 3 ClientCapabilities client_capabilities",
  Config: "1 string type_name, 2 Value config, 3 ClientCapabilities client_capabilities",

  OldState: "1 string type_name, 2 int64 version, 3 RawState raw_state",
  UpgradedState: "1 Value upgraded_state, 2 repeated Diagnostic diagnostics",
  CurrentState: "1 string type_name, 2 Value current_state, 3 bytes private, 5 ClientCapabilities client_capabilities",
  NewState: "1 Value new_state, 2 repeated Diagnostic diagnostics, 3 bytes private",
  Change:
    "1 string type_name, 2 Value prior_state, 3 Value proposed_new_state, 4 Value config, 5 bytes prior_private, " +
    "7 ClientCapabilities client_capabilities",
  PlannedChange:
    "1 Value planned_state, 2 repeated Path requires_replace, 3 bytes planned_private, 4 repeated Diagnostic diagnostics, " +
    "5 bool legacy_type_system",
  Apply: "1 string type_name, 2 Value prior_state, 3 Value planned_state, 4 Value config, 5 bytes planned_private",
  Applied: "1 Value new_state, 2 bytes private, 3 repeated Diagnostic diagnostics, 4 bool legacy_type_system",
  Import: "1 string type_name, 2 string id, 3 ClientCapabilities client_capabilities",
  ImportedResource: "1 string type_name, 2 Value state, 3 bytes private",
  Imported: "1 repeated ImportedResource imported_resources, 2 repeated Diagnostic diagnostics",
  Move: "1 string source_provider_address, 2 string source_type_name, 3 int64 source_schema_version, 4 RawState source_state, 5 string target_type_name",
  Moved: "1 Value target_state, 2 repeated Diagnostic diagnostics",

  DataConfig: "1 string type_name, 2 Value config, 4 ClientCapabilities client_capabilities",
  Data: "1 Value state, 2 repeated Diagnostic diagnostics",
  Opened: "1 repeated Diagnostic diagnostics, 3 Value result, 4 bytes private",
  OpenResource: "1 string type_name, 2 bytes private",

  Parameter: "1 string name, 2 bytes type",
  Return: "1 bytes type",
  Function: "1 repeated Parameter parameters, 3 Return return, 4 string summary",
  Functions: "1 map Function functions, 2 repeated Diagnostic diagnostics",
  Call: "1 string name, 2 repeated Value arguments",
  FunctionError: "1 string text, 2 int64 function_argument",
  Called: "1 Value result, 2 FunctionError error",
  Stopped: "1 string Error",
});

/** Each method by its name in version 6, with its request and response. */
const methods: Readonly<Record<keyof Methods, readonly [request: string, response: string]>> = {
  GetMetadata: ["Empty", "Metadata"],
  GetProviderSchema: ["Empty", "ProviderSchema"],
  ValidateProviderConfig: ["ProviderConfig", "CheckedProviderConfig"],
  ConfigureProvider: ["Configuration", "Diagnostics"],
  ValidateResourceConfig: ["Config", "Diagnostics"],
  ValidateDataResourceConfig: ["Config", "Diagnostics"],
  ValidateEphemeralResourceConfig: ["Config", "Diagnostics"],
  UpgradeResourceState: ["OldState", "UpgradedState"],
  ReadResource: ["CurrentState", "NewState"],
  PlanResourceChange: ["Change", "PlannedChange"],
  ApplyResourceChange: ["Apply", "Applied"],
  ImportResourceState: ["Import", "Imported"],
  MoveResourceState: ["Move", "Moved"],
  ReadDataSource: ["DataConfig", "Data"],
  OpenEphemeralResource: ["Config", "Opened"],
  RenewEphemeralResource: ["OpenResource", "Diagnostics"],
  CloseEphemeralResource: ["OpenResource", "Diagnostics"],
  GetFunctions: ["Empty", "Functions"],
  CallFunction: ["Call", "Called"],
  StopProvider: ["Empty", "Stopped"],
};

/** Methods that had another name in version 5. */
const namesInVersion5: Readonly<Partial<Record<keyof Methods, string>>> = {
  GetProviderSchema: "GetSchema",
  ValidateProviderConfig: "PrepareProviderConfig",
  ConfigureProvider: "Configure",
  ValidateResourceConfig: "ValidateResourceTypeConfig",
  ValidateDataResourceConfig: "ValidateDataSourceConfig",
  StopProvider: "Stop",
};

/** How each method is called, by its name in version 6. */
export type ProviderService = {
  readonly [Name in keyof Methods]: MethodDefinition<Methods[Name]["request"], Methods[Name]["response"]>;
};

const methodNames = Object.keys(methods) as readonly (keyof Methods)[];

type Namespaces = NonNullable<Parameters<typeof fromJSON>[0]["nested"]>;

const load = (version: ProtocolVersion): ProviderService => {
  const name = `tfplugin${String(version)}`;
  const nameOf = (method: keyof Methods): string => (version === 5 ? namesInVersion5[method] : undefined) ?? method;
  const service = {
    methods: Object.fromEntries(
      methodNames.map((method) => [nameOf(method), { requestType: methods[method][0], responseType: methods[method][1] }]),
    ),
  };
  const types = Object.fromEntries(Object.entries(messages(version)).map(([type, text]) => [type, { fields: fieldsOf(text) }]));
  const nested = { ...types, Provider: service } as Namespaces;
  const found = fromJSON({ nested: { [name]: { nested } } }, { longs: Number });
  const provider = found[`${name}.Provider`] as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(methodNames.map((method) => [method, provider[nameOf(method)]])) as unknown as ProviderService;
};

interface Field {
  readonly id: number;
  readonly type: string;
  readonly rule?: "repeated";
  readonly keyType?: "string";
}

const fieldsOf = (text: string): Readonly<Record<string, Field>> =>
  Object.fromEntries(
    text.split(", ").flatMap((field) => {
      const [id, ...rest] = field.split(" ");
      const [type = "", name] = rest.slice(-2);
      if (name === undefined) return [];
      const kind = rest.length === 3 ? rest[0] : undefined;
      const more = kind === "repeated" ? { rule: "repeated" as const } : kind === "map" ? { keyType: "string" as const } : {};
      return [[name, { id: Number(id), type, ...more }] as const];
    }),
  );

const services: Partial<Record<ProtocolVersion, ProviderService>> = {};

/** The service of a provider in one version of the protocol. Made when it is first asked for. */
export const providerService = (version: ProtocolVersion): ProviderService => (services[version] ??= load(version));

const noBytes = (): Buffer => Buffer.alloc(0);
const nothing = (): Record<string, never> => ({});

/** A method whose request says nothing, and whose answer is always the same bytes. */
const fixed = (path: string, answer: Buffer): MethodDefinition<object, object> => ({
  path,
  requestStream: false,
  responseStream: false,
  requestSerialize: noBytes,
  requestDeserialize: nothing,
  responseSerialize: () => answer,
  responseDeserialize: nothing,
});

/** What the library beneath Terraform's plugins asks of every plugin: to end, and whether it is well. */
export const pluginService = {
  Shutdown: fixed("/plugin.GRPCController/Shutdown", noBytes()),
  // The first field, a number, is 1: it serves.
  Check: fixed("/grpc.health.v1.Health/Check", Buffer.of(0x08, 0x01)),
} as const;
