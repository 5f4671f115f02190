import { bracketChange, tokensOf, type Token } from "../../modules/core/hcl/tokens";

/** A type of Terraform: its name, what stands in it, and the attributes of an object. */
interface TypeConstraint {
  readonly name: string;
  readonly inner: readonly TypeConstraint[];
  readonly attributes: ReadonlyMap<string, { readonly type: TypeConstraint; readonly optional: boolean }>;
}

/**
 * Whether a variable of type `after` takes every value that one of type `before` took, and loses nothing of it. Types that
 * are not read take nothing but themselves.
 */
export const takesAll = (after: string, before: string): boolean => {
  if (after === before) return true;
  const [wide, narrow] = [typeOf(after), typeOf(before)];
  return wide !== undefined && narrow !== undefined && takes(wide, narrow);
};

const takes = (after: TypeConstraint, before: TypeConstraint): boolean => {
  if (after.name === "any") return true;
  if (after.name === "string") return ["string", "number", "bool"].includes(before.name);
  if (after.name !== before.name || after.inner.length !== before.inner.length) return false;
  const keeps = [...before.attributes].every(([name, { type, optional }]) => {
    const now = after.attributes.get(name);
    return now !== undefined && takes(now.type, type) && (now.optional || !optional);
  });
  const adds = [...after.attributes].every(([name, { optional }]) => optional || before.attributes.has(name));
  return (
    keeps &&
    adds &&
    after.inner.every((type, index) => {
      const former = before.inner[index];
      return former !== undefined && takes(type, former);
    })
  );
};

const typeOf = (text: string): TypeConstraint | undefined => {
  const tokens = tokensOf(text).filter(({ type }) => type !== "Newline" && type !== "Comment");
  const reader = new Reader(tokens);
  const found = reader.type();
  return reader.atEnd ? found : undefined;
};

/** Reads a type constraint (Terraform language, "Type Constraints"). */
class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  type(): TypeConstraint | undefined {
    const name = this.word();
    if (name === undefined) return undefined;
    if (!this.skip("(")) return { name, inner: [], attributes: new Map() };
    const attributes = this.skip("{") ? this.attributes() : new Map<string, never>();
    const inner: TypeConstraint[] = [];
    this.skip("[");
    while (!this.atEnd && !["]", ")"].includes(this.next)) {
      const one = this.type();
      if (one === undefined) return undefined;
      inner.push(one);
      this.skip(",");
    }
    this.skip("]");
    return attributes !== undefined && this.skip(")") ? { name, inner, attributes } : undefined;
  }

  private attributes(): TypeConstraint["attributes"] | undefined {
    const found = new Map<string, { readonly type: TypeConstraint; readonly optional: boolean }>();
    while (!this.skip("}")) {
      const name = this.word();
      if (name === undefined || !this.skip("=")) return undefined;
      const optional = this.next === "optional";
      if (optional) this.at += 2;
      const type = this.type();
      if (type === undefined) return undefined;
      found.set(name, { type, optional });
      if (optional) this.skipDefault();
      this.skip(",");
    }
    return found;
  }

  /** Passes over what stands between an optional attribute's type and the bracket that closes it, and that bracket. */
  private skipDefault(): void {
    let depth = 1;
    for (let token = this.tokens[this.at]; token !== undefined && depth > 0; token = this.tokens[this.at]) {
      depth += bracketChange(token);
      this.at += 1;
    }
  }

  private get next(): string {
    return this.tokens[this.at]?.text ?? "";
  }

  private word(): string | undefined {
    const token = this.tokens[this.at];
    if (token?.type !== "Ident") return undefined;
    this.at += 1;
    return token.text;
  }

  private skip(text: string): boolean {
    const found = this.next === text;
    if (found) this.at += 1;
    return found;
  }
}
