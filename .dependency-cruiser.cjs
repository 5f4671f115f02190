/**
 * The arrows between the rooms of docs/architecture.md:
 *
 *   main.ts → environments → regions → modules/<cloud>/<entity>, modules/policy → modules/core
 *
 * Tools and tests stand outside and may use everything. Each rule has a planted case in
 * __tests__/rules/dependencies.test.ts, which proves that it still bites.
 */
const rooms = "^(main\\.ts|environments/|regions/|modules/)";
const cloud = "(aws|google|cloudflare)";
const npm = "^node_modules/";
const network = "^(node:)?(child_process|cluster|dgram|dns|http|http2|https|inspector|net|tls|worker_threads)(/|$)";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    // --- The rooms ---
    {
      name: "main-is-the-top",
      comment: "main.ts composes the rest. Whatever imported it would run the whole program to get one of its parts.",
      severity: "error",
      from: { path: "^(environments|regions|modules)/" },
      to: { path: "^main\\.ts$" },
    },
    {
      name: "environments-are-data",
      comment:
        "An environment is data that can be read alone: it uses the types and names of regions/ and the words of modules/core, " +
        "never the code that builds.",
      severity: "error",
      from: { path: "^environments/" },
      to: { path: "^(regions|modules)/", pathNot: ["^regions/(description|facts|tables)(\\.ts$|/)", "^modules/core/"] },
    },
    {
      name: "environments-build-nothing",
      comment: "Data needs no library but the one that checks its form: an environment that imports cdktf has begun to build.",
      severity: "error",
      from: { path: "^environments/" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-no-pkg"], pathNot: `${npm}zod/` },
    },
    {
      name: "regions-know-no-environment",
      comment: "What stands in a region is the same for every environment: differences come in as props and facts.",
      severity: "error",
      from: { path: "^regions/" },
      to: { path: "^environments/" },
    },
    {
      name: "modules-know-no-place",
      comment: "The library is published for others, who have neither our environments nor our regions.",
      severity: "error",
      from: { path: "^modules/" },
      to: { path: "^(environments|regions)/" },
    },
    {
      name: "entities-stand-alone",
      comment:
        "A module is published alone and asks for what it needs ({ vpcId, subnetIds }), not for another module's class. " +
        "Modules meet in regions/; what they share belongs to modules/core. The writer of AWS policies makes text, no resource.",
      severity: "error",
      from: { path: "^modules/((?!core/)[^/]+/[^/]+)/" },
      to: { path: "^modules/", pathNot: ["^modules/$1/", "^modules/core/", "^modules/aws/policy-document/"] },
    },
    {
      name: "core-is-the-ground",
      comment: "modules/core carries all modules: an import of one of them would be the first half of a circle.",
      severity: "error",
      from: { path: "^modules/core/" },
      to: { path: "^modules/", pathNot: "^modules/core/" },
    },
    {
      name: "core-has-few-libraries",
      comment: "Everything pays for what modules/core loads: cdktf, constructs, what Node has, and one small library for word distance.",
      severity: "error",
      from: { path: "^modules/core/" },
      to: { path: npm, pathNot: `${npm}(cdktf|constructs|fastest-levenshtein)/` },
    },
    {
      name: "policies-judge-only",
      comment: "A policy is a pure function over the resolved model: it knows modules/core, and no construct, cloud or library.",
      severity: "error",
      from: { path: "^modules/policy/" },
      to: { path: ["^modules/", npm], pathNot: "^modules/(policy|core)/" },
    },
    {
      name: "modules-use-bindings-only",
      comment: "Who uses a published construct installs cdktf, constructs and its provider, and nothing else.",
      severity: "error",
      from: { path: "^modules/(?!core/|policy/)" },
      to: { path: npm, pathNot: `${npm}(cdktf|constructs|@cdktf/provider-[^/]+)/` },
    },
    {
      name: "tools-are-outside",
      comment: "A tool is what people run. What the program itself needs belongs to a room, where it can be tested and published.",
      severity: "error",
      from: { pathNot: "^(tools|__tests__)/" },
      to: { path: "^tools/" },
    },
    {
      name: "tests-are-outside",
      comment: "Nothing that runs depends on a test.",
      severity: "error",
      from: { pathNot: "^(tools|__tests__)/" },
      to: { path: "^__tests__/" },
    },

    // --- The clouds ---
    {
      name: "clouds-do-not-meet",
      comment: "A cloud never imports another: each has to stand when the other is lost. Only derived names pass, as plain props.",
      severity: "error",
      from: { path: `^(modules|regions)/${cloud}/` },
      to: { path: `^(modules|regions)/${cloud}/`, pathNot: "^(modules|regions)/$2/" },
    },
    {
      name: "a-cloud-has-its-own-provider",
      comment: "A resource of another cloud in a cloud's code would tie the two states and their credentials together.",
      severity: "error",
      from: { path: `^(modules|regions)/${cloud}/` },
      to: { path: `${npm}@cdktf/provider-${cloud}/`, pathNot: `${npm}@cdktf/provider-$2/` },
    },

    // --- The whole ---
    {
      name: "no-circle",
      comment: "What is in a circle can be neither understood, tested nor loaded alone. Move what both sides need below them.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphan",
      comment:
        "Nobody imports it and it imports nothing: forgotten, or in the wrong room. Programs, tests and type declarations start alone.",
      severity: "error",
      from: { orphan: true, pathNot: ["^main\\.ts$", "^tools/[^/]+\\.(ts|mjs)$", "\\.test\\.ts$", "\\.d\\.ts$"] },
      to: {},
    },
    {
      name: "no-network-in-synthesis",
      comment: "Synthesis is a pure function of the description: it calls no network and no other program.",
      severity: "error",
      from: { path: rooms },
      to: { dependencyTypes: ["core"], path: network },
    },
    {
      name: "not-to-dev-dependency",
      comment: "Synthesis has to run where only the dependencies are installed.",
      severity: "error",
      from: { path: rooms },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: `${npm}@types/` },
    },
    {
      name: "not-to-undeclared-package",
      comment: "A package that package.json does not name is there by accident, and gone with the next update.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "not-to-unresolvable",
      comment: "The import leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};
