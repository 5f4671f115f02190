const { availableParallelism } = require("node:os");

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  globalSetup: "<rootDir>/__tests__/support/announce-samples.ts",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } }] },
  transformIgnorePatterns: ["/node_modules/"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out/"],
  // Many tests wait for Terraform: on a small machine two go side by side.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 180_000,
};
