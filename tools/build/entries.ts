import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The rooms of the library that hold constructs. */
const clouds = ["aws", "cloudflare", "google", "kubernetes"] as const;

/** A file that users of the package may import. */
export interface Entry {
  /** Behind the package's name: `modules/aws/key`. */
  readonly path: string;
  /** From the root of the repository, without its extension: `modules/aws/key/key`. */
  readonly file: string;
}

/**
 * What users of the package may import of the library: of each folder the file that has its name, the file of its props,
 * and every other construct that is published as a module. The rest of a folder is its own business.
 */
export const entriesOf = (root: string): readonly Entry[] =>
  clouds.flatMap((cloud) =>
    readdirSync(join(root, "modules", cloud))
      .sort()
      .flatMap((entity) => {
        const folder = `modules/${cloud}/${entity}`;
        const published = readdirSync(join(root, folder)).flatMap((file) => /^(.+)\.module\.ts$/.exec(file)?.[1] ?? []);
        const names = [...new Set([entity, `${entity}-props`, ...published])].sort();
        return names
          .filter((name) => existsSync(join(root, folder, `${name}.ts`)))
          .map((name) => ({ path: name === entity ? folder : `${folder}/${name}`, file: `${folder}/${name}` }));
      }),
  );
