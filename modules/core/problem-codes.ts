/**
 * Every code that a problem can carry, with what it means. Codes are public: a renamed code is a breaking change.
 * docs/errors.md is generated from this table, and each code has a failing test.
 */
export const problemCodes = {
  // The description's form.
  UnknownKey: "The description holds a key that its schema does not know.",
  MissingKey: "The description lacks a key that its schema requires.",
  WrongType: "A value of the description has another type than its schema says.",
  NotAllowed: "A value is not in its closed list.",
  BadFormat: "A text does not have the form that its rule asks for.",
  OutOfRange: "A number, or a text's length, is outside its bounds.",
  // The description's meaning.
  DuplicateEnvironment: "Two environments have the same name.",
  UnknownRegion: "A site names a region about which no facts are known.",
  RegionOutsideJurisdiction: "A site's region does not lie in the jurisdiction that its role calls for.",
  RoleNotForCloud: "A role is given to a cloud that cannot take it.",
  PrimaryMissing: "A jurisdiction has no primary site, or more than one.",
  PrimaryTooLate: "A jurisdiction's primary site is not active as early as its other sites.",
  RoleTooEarly: "A site's role begins in a later phase than the site's 'since' says.",
  CapabilityWithoutSite: "A phase has a capability for which the environment declares no site.",
  AddressBlockTaken: "Two sites share an address block.",
  AccountReused: "One account or project serves two environments, jurisdictions or purposes.",
  AccountMissing: "A site stands in an account or project that the environment does not declare.",
  DomainReused: "Two environments share a registrable domain.",
  ServiceNotInRegion:
    "A layer needs a cloud service that does not stand in the site's region, or of which it is not known whether it does.",
  TooFewAvailabilityZones: "A site's region has fewer availability zones than the network needs.",
  PinOutOfRange: "A provider pin lies outside the range that the modules support.",
  BudgetOutsideBand: "The estate's monthly budgets do not fit the cost band of production's phase.",
  UnknownService: "A service names another service that does not exist.",
  FlowRefused: "A service's flow crosses zones that no flow may cross.",
  UnknownStack: "A filter or a name matches no stack.",
  UnknownEnvironment: "An environment was asked for that does not exist.",
  UnknownOption: "A command was called with an option or value that it does not know.",
  // Names, addresses, constructs.
  BadName: "A name breaks the service's rules for its characters or length.",
  BadProp: "A construct's prop breaks its rule.",
  ShapeIsToken: "A shape prop, which is fixed when synthesized, was given a value that is known only later.",
  BadCidr: "An address range is malformed, not on its boundary, or too small for what it has to hold.",
  QuotaExceeded: "A rendered set of rules exceeds the cloud's default quota.",
  // Silent failures of the generator, made loud.
  DuplicateAddress: "Two constructs would become one resource.",
  IllegalConstructId: "A construct's id has characters that would be dropped from the resource's address.",
  DuplicateStack: "Two stacks have the same name; the second would overwrite the first.",
  AspectNotRun: "An aspect was added where it never runs.",
  ErrorAnnotation: "A construct carries an error annotation, which would not stop the files from being written.",
  TokenLeftOver: "The output holds a token that was never resolved, or one that was changed as if it were text or a number.",
  BackendMissing: "A stack has no backend; its output would hold a path of the machine that ran it.",
  AbsolutePath: "The output holds an absolute path.",
  ForeignDependency: "A resource depends on a resource of another stack.",
  LogicalIdTooLate: "A logical id was overridden after the old one had been read.",
  OverrideOnList: "An override would be appended to a list instead of replacing it.",
  UnescapedTemplate: "A literal holds '${' or '%{' that Terraform would take for a template.",
  VariableDefaultRenamed: "A variable's default object has keys that would be changed into snake_case.",
  ImportNeedsTerraform: "A resource was imported in a way that runs Terraform during synthesis.",
  RelativeModuleSource: "A module's source is a relative path that plain node would turn into an asset.",
  InvalidConstruct: "A construct's own validation failed.",
  // Policies over the estate.
  ResidencyBreach: "Data, logs, keys, backups, state or a provider lie outside their jurisdiction and no listed exception covers it.",
  AsksCloud: "A data source or ephemeral resource would ask a cloud while planning.",
  RemoteStateAcrossSites: "A stack reads the state of another site.",
  NameClaimedTwice: "A physical name is claimed twice within its scope.",
  AddressOverlap: "Two networks that may be connected have overlapping addresses.",
  DependencyCircle: "Stacks depend on each other in a circle.",
  UnknownDependency: "A stack depends on a stack that is not part of the estate at this phase.",
  NoWayIn: "A stack works inside a cluster that has a private endpoint alone and names no way in, or there is no cluster at its site.",
  ContractBroken: "A stack does not offer what its contract says, or reads what no contract offers.",
  // Files and programs.
  OutputNotOurs: "The output folder holds something that no run of this program wrote.",
  OutputBusy: "Another run is writing to the same output folder.",
  StateInTheWay: "A stack that is no longer part of the estate still holds a state in the output folder, where it would be deleted.",
  BadEstateFile: "The file with the estate's description cannot be read.",
  TerraformMissing: "Terraform is needed for this command and was not found.",
  TerraformFailed: "Terraform reported an error.",
  UnknownType: "A resource, data source or ephemeral resource is used that neither a catalogue nor the installed bindings know.",
  ProgramMissing: "A command that was to be run against twins was not found.",
  HclCannotSay: "A configuration holds something that the writer of HCL cannot express, or of which it knows no schema.",
  NotPublishable: "A construct cannot be published as a Terraform module in the shape that its face describes.",
  ProviderFailed: "A provider's program did not start, did not speak the plugin protocol, or ended while it was asked.",
} as const;

/** A public problem code. */
export type ProblemCode = keyof typeof problemCodes;
