import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { snakeCase } from "../../../modules/core/published";
import type { BuiltModule } from "../../../tools/modules/module";
import { publishedModules } from "../../support/modules";
import { hasTerraform, terraformFor } from "../../modules/core/hcl/real-terraform";
import { isFull, plant } from "./planted";

const sample = ["aws-database", "google-service-permissions", "kubernetes-release"];
const modules = publishedModules().filter(({ name }) => isFull || sample.includes(name));
