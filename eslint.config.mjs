import { builtinModules } from "node:module";
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** What synthesis runs: a pure function of the description, so it sees no clock, no chance, no machine and no network. */
const synthesis = ["main.ts", "environments/**/*.ts", "regions/**/*.ts", "modules/**/*.ts"];
const typed = [...synthesis, "tools/**/*.ts", "__tests__/**/*.ts"];

// --- Imports -------------------------------------------------------------------------------------------------------

const providerIndex = {
  regex: String.raw`^@cdktf/provider-[a-z0-9-]+(/lib)?(/index(\.js)?)?/?$`,
  message: "Import one construct (@cdktf/provider-aws/lib/vpc): the index costs seconds and hundreds of megabytes.",
};
const bareBuiltin = {
  regex: `^(${builtinModules.filter((name) => !name.startsWith("_") && !name.includes(":")).join("|")})$`,
  message: "Write node:<name>, so that a built-in module can't be mistaken for a package.",
};
const privateCdktf = {
  regex: "^cdktf/.+",
  message: "Only modules/core may know what cdktf does not export: the rest has to run unchanged on its successors.",
};
const processImport = {
  regex: "^(node:)?process$",
  message: "Synthesis is a function of the description: no environment variable is read outside main.ts.",
};
const chanceImport = {
  regex: "^(node:)?crypto$",
  importNamePattern: "^(random|getRandom|webcrypto)",
  message: "Synthesis has no random numbers: the same input gives the same bytes.",
};

const imports = (...patterns) => ({ "no-restricted-imports": ["error", { patterns: [providerIndex, bareBuiltin, ...patterns] }] });

// --- Properties ----------------------------------------------------------------------------------------------------

const pure = "Synthesis is a pure function of the description: the same input gives the same bytes on every machine.";
const contextMessage = "cdktf's context reaches the program only through the CLI: pass a prop.";
const localeMessage = "The order or form would depend on the machine's language: compare with < and >.";
const clockAndChance = [
  { object: "Date", property: "now", message: pure },
  { object: "Math", property: "random", message: pure },
  { object: "performance", property: "now", message: pure },
  { object: "crypto", property: "randomUUID", message: pure },
  { object: "crypto", property: "getRandomValues", message: pure },
  { property: "localeCompare", message: localeMessage },
  { property: "toLocaleString", message: localeMessage },
  { property: "toLocaleLowerCase", message: localeMessage },
  { property: "toLocaleUpperCase", message: localeMessage },
  { property: "tryGetContext", message: contextMessage },
  { property: "getContext", message: contextMessage },
  { property: "getAllContext", message: contextMessage },
];
const environmentVariable = { object: "process", property: "env", message: "No environment variable is read outside main.ts." };

// --- Syntax --------------------------------------------------------------------------------------------------------

const noEnum = { selector: "TSEnumDeclaration", message: "Use a union of strings: it needs no import and reads the same in JSON." };
const noDefaultExport = {
  selector: "ExportDefaultDeclaration, ExportSpecifier[exported.name='default'], TSExportAssignment",
  message: "Export by name, so that a thing is called the same everywhere.",
};
const noClock = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
  message: pure,
};
const readonlyProps = {
  selector: "TSInterfaceDeclaration[id.name=/Props$/] TSPropertySignature:not([readonly=true])",
  message: "Props are readonly.",
};
const readonlyFields = {
  selector: "PropertyDefinition:not([readonly=true]):not([accessibility='private']):not([key.type='PrivateIdentifier'])",
  message: "What a construct shows is readonly.",
};
const noFocusOrSkip = {
  selector:
    "MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing)$/], " +
    "CallExpression[callee.name=/^(fdescribe|fit|xdescribe|xit|xtest)$/]",
  message: "Every test runs, always. Where a program is missing, fail in CI and print one line elsewhere.",
};
const noBareThrow = {
  selector: "CallExpression[arguments.length=0][callee.property.name=/^(toThrow|toThrowError)$/]:not([callee.object.property.name='not'])",
  message: "Name the error code that is expected: toThrow(/\\[Code\\]/).",
};

const syntax = (...more) => ({ "no-restricted-syntax": ["error", noEnum, noDefaultExport, ...more] });

export default defineConfig(
  globalIgnores(["cdktf.out/", "package.out/", "coverage/", "docs/generated/", "**/.rehearsal/", "**/.terraform/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", { max: 400, skipBlankLines: false, skipComments: false }],
      "no-duplicate-imports": ["error", { allowSeparateTypeImports: true }],
      "no-param-reassign": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    // Configuration and the few scripts that run without a compiler.
    files: ["**/*.{js,cjs,mjs}"],
    languageOptions: {
      globals: Object.fromEntries(
        ["Buffer", "URL", "clearTimeout", "console", "module", "process", "require", "setTimeout"].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "arrow-body-style": "error",
      "func-style": ["error", "expression"],
      "prefer-arrow-callback": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // A key in brackets says that the type does not promise it.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      "@typescript-eslint/naming-convention": [
        "error",
        {
          selector: "typeLike",
          format: ["PascalCase"],
          custom: { regex: "^I[A-Z]|(Impl|Helper|Utils?|(?<!Secrets?)Manager)$", match: false },
        },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, destructuredArrayIgnorePattern: "^_" }],
      // It would ask for the assertion that no-non-null-assertion refuses.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "@typescript-eslint/prefer-readonly": "error",
      // Zero is a number like any other.
      "@typescript-eslint/strict-boolean-expressions": [
        "error",
        { allowNumber: false, allowNullableNumber: false, allowNullableBoolean: true, allowNullableString: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      ...imports(),
      ...syntax(),
    },
  },
  {
    files: synthesis,
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", { name: "Intl", message: localeMessage }, { name: "fetch", message: pure }],
      "no-restricted-properties": ["error", environmentVariable, ...clockAndChance],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      ...imports(privateCdktf, processImport, chanceImport),
      ...syntax(noClock, readonlyProps, readonlyFields),
    },
  },
  { files: ["modules/core/**/*.ts"], rules: imports(processImport, chanceImport) },
  {
    // The composition root reads the command line and the environment, and prints.
    files: ["main.ts"],
    rules: {
      "no-console": "off",
      "no-restricted-properties": ["error", ...clockAndChance],
      ...imports(privateCdktf, chanceImport),
    },
  },
  { files: ["tools/**/*.ts"], rules: imports(privateCdktf) },
  { files: ["__tests__/**/*.ts"], rules: { ...imports(privateCdktf), ...syntax(noFocusOrSkip, noBareThrow) } },
);
