import { chanceOf, fill, textOf, type Form, type Made, type Maker } from "./made";

/** The form of a type: its id, and more attributes. */
export const row = (id: Maker, more: Form = {}): Form => ({ id, ...more });

/** Something of a project. */
export const inProject = (rest: string, more: Form = {}): Form => row(`projects/{@project}/${rest}`, more);

/** Something in a location of a project. */
export const located = (rest: string, more: Form = {}): Form => inProject(`locations/{location}/${rest}`, more);

/** Something of a project whose `name` is its id. */
export const named = (rest: string, more: Form = {}): Form => inProject(rest, { name: "{id}", ...more });

/** Something of the Compute API: its address is its id behind the API's. */
export const compute = (rest: string, more: Form = {}): Form =>
  inProject(rest, { self_link: "https://www.googleapis.com/compute/v1/{id}", ...more });

/** The number of a project: the same for all its resources. */
export const numberOf = (made: Made): string => `1${chanceOf(`project ${fill("{@project}", made)}`, "digits", 11)}`;

/** An id that names the project by its number. */
export const byNumber =
  (rest: string): Maker =>
  (made) =>
    fill(`projects/${numberOf(made)}/${rest}`, made);

/** The project in the address of something: `projects/<project>/…`, also behind a host. */
export const projectOf = (made: Made, name: string): string =>
  /projects\/([^/]+)/.exec(textOf(made.value(name)))?.[1] ?? fill("{@project}", made);
