import { keyModule } from "../../modules/aws/key/key.module";
import type { PublishedModule } from "../../modules/core/published";
import { buildModules, type BuiltModule } from "./module";

/** Every face of the library by the folder of its construct. */
export const faces: Readonly<Record<string, PublishedModule>> = {
  "modules/aws/key": keyModule,
};

/** Every published module, by name. */
export const projectModules = (): readonly BuiltModule[] =>
  Object.entries(faces)
    .flatMap(([folder, face]) => buildModules(".", folder, face))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
