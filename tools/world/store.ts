import { inForm } from "./forms";
import type { Form } from "./rule";
import { textsAt } from "./values";
import type { WorldObject } from "./world";

/** Objects of one type by the value at one path in one form. */
interface Index {
  readonly path: string;
  readonly form: Form;
  readonly objects: Map<string, Set<WorldObject>>;
}

const none: readonly WorldObject[] = [];

/** Objects by type, and by value wherever somebody looked for one: a path is indexed when it is first asked for. */
export class Store {
  private readonly types = new Map<string, Map<number, WorldObject>>();
  private readonly serials = new Map<WorldObject, number>();
  private readonly ids = new Map<string, Set<WorldObject>>();
  private readonly indexes = new Map<string, Map<string, Index>>();
  private next = 0;

  add(object: WorldObject): void {
    this.put(object, this.next);
    this.next += 1;
  }

  /** Puts one object in the place of another, so that the order of making stays. */
  replace(before: WorldObject, after: WorldObject): void {
    const serial = this.serials.get(before);
    if (serial === undefined) this.add(after);
    else {
      this.unlist(before);
      this.put(after, serial);
    }
  }

  remove(object: WorldObject): void {
    const serial = this.serials.get(object);
    if (serial === undefined) return;
    this.unlist(object);
    this.types.get(object.type)?.delete(serial);
  }

  all(type: string): readonly WorldObject[] {
    return [...(this.types.get(type)?.values() ?? none)];
  }

  withId(type: string, id: string): readonly WorldObject[] {
    return [...(this.ids.get(`${type} ${id}`) ?? none)];
  }

  by(type: string, path: string, value: string, form: Form = "plain"): readonly WorldObject[] {
    if (!this.types.has(type)) return none;
    const found = this.index(type, path, form).objects.get(inForm(form, value));
    return found === undefined ? none : [...found];
  }

  private put(object: WorldObject, serial: number): void {
    this.serials.set(object, serial);
    const same = this.types.get(object.type) ?? new Map<number, WorldObject>();
    this.types.set(object.type, same.set(serial, object));
    const key = `${object.type} ${object.id}`;
    this.ids.set(key, (this.ids.get(key) ?? new Set()).add(object));
    for (const index of this.indexes.get(object.type)?.values() ?? []) this.learn(index, object);
  }

  /** Takes an object out of everything but its place in the order. */
  private unlist(object: WorldObject): void {
    this.serials.delete(object);
    this.ids.get(`${object.type} ${object.id}`)?.delete(object);
    for (const index of this.indexes.get(object.type)?.values() ?? []) this.forget(index, object);
  }

  private index(type: string, path: string, form: Form): Index {
    const ofType = this.indexes.get(type) ?? new Map<string, Index>();
    this.indexes.set(type, ofType);
    const key = form === "plain" ? path : `${path} ${form}`;
    const known = ofType.get(key);
    if (known !== undefined) return known;
    const index: Index = { path, form, objects: new Map() };
    ofType.set(key, index);
    for (const object of this.all(type)) this.learn(index, object);
    return index;
  }

  private learn({ path, form, objects }: Index, object: WorldObject): void {
    for (const text of textsAt(object.values, path)) {
      const key = inForm(form, text);
      const same = objects.get(key);
      if (same === undefined) objects.set(key, new Set([object]));
      else same.add(object);
    }
  }

  private forget({ path, form, objects }: Index, object: WorldObject): void {
    for (const text of textsAt(object.values, path)) objects.get(inForm(form, text))?.delete(object);
  }
}
