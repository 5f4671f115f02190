import * as ts from "typescript";

/** A member of an interface, as it is written. */
export interface DeclaredMember {
  readonly name: string;
  /** Of a prop the type between the alias's brackets. */
  readonly type: string;
  readonly optional: boolean;
  /** The docstring's text, without its tags. */
  readonly doc: string;
  /** What `@default` says, as it is written. */
  readonly default: string | undefined;
}

/** A prop of a construct, as its interface declares it. */
export interface DeclaredProp extends DeclaredMember {
  readonly kind: "value" | "shape";
}

/** Types by name: the members of an interface, or what a name stands for. */
export type DeclaredTypes = Readonly<Record<string, readonly DeclaredMember[] | string>>;

/** A public field of a construct's class. */
export interface DeclaredField {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
}

/** What a construct's files declare of it. */
export interface DeclaredConstruct {
  readonly doc: string;
  readonly props: readonly DeclaredProp[];
  readonly fields: readonly DeclaredField[];
  /** Every interface and every alias of its files. */
  readonly types: DeclaredTypes;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A docstring's text with each paragraph, and each item of a list, on one line. */
const docOf = (node: ts.Node): string => {
  const doc = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(doc?.comment) ?? "";
  return text
    .replace(/\{@link ([\w.]+)\}/g, "$1")
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split(/\n(?=- )/)
        .map(oneLine)
        .join("\n"),
    )
    .join("\n\n");
};

const tagOf = (node: ts.Node, name: string): string | undefined => {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  return tag === undefined ? undefined : oneLine(ts.getTextOfJSDocComment(tag.comment) ?? "");
};

/**
 * Reads what the files of one construct declare: its class, its props with those of the interfaces that they extend, and
 * their docstrings. Nothing is checked by type; the compiler does that.
 *
 * Undefined where no class or no interface of that name stands in the files.
 */
export const readConstruct = (files: readonly string[], className: string): DeclaredConstruct | undefined => {
  const sources = files.map((text, index) => ts.createSourceFile(`${String(index)}.ts`, text, ts.ScriptTarget.ES2022, true));
  const statements = sources.flatMap((source) => [...source.statements]);
  const declared = statements.find((one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === className);
  const interfaces = new Map(statements.filter(ts.isInterfaceDeclaration).map((one) => [one.name.text, one]));
  const props = interfaces.get(`${className}Props`);
  if (declared === undefined || props === undefined) return undefined;
  return {
    doc: docOf(declared),
    props: membersOf(props, interfaces).flatMap(propOf),
    fields: declared.members.filter(ts.isPropertyDeclaration).filter(isPublic).map(fieldOf),
    types: {
      ...Object.fromEntries([...interfaces].map(([name, one]) => [name, membersOf(one, interfaces).flatMap(memberOf)])),
      ...Object.fromEntries(statements.filter(ts.isTypeAliasDeclaration).map((one) => [one.name.text, oneLine(one.type.getText())])),
    },
  };
};

const membersOf = (declaration: ts.InterfaceDeclaration, all: ReadonlyMap<string, ts.InterfaceDeclaration>): readonly ts.TypeElement[] => {
  const parents = (declaration.heritageClauses ?? []).flatMap((clause) =>
    clause.types.flatMap((type) => all.get(type.expression.getText()) ?? []),
  );
  return [...parents.flatMap((parent) => membersOf(parent, all)), ...declaration.members];
};

const memberOf = (member: ts.TypeElement): readonly DeclaredMember[] =>
  ts.isPropertySignature(member) && member.type !== undefined ? [declared(member, member.type)] : [];

const propOf = (member: ts.TypeElement): readonly DeclaredProp[] => {
  if (!ts.isPropertySignature(member) || member.type === undefined || !ts.isTypeReferenceNode(member.type)) return [];
  const alias = member.type.typeName.getText();
  const inner = member.type.typeArguments?.[0];
  if ((alias !== "Value" && alias !== "Shape") || inner === undefined) return [];
  return [{ ...declared(member, inner), kind: alias === "Value" ? "value" : "shape" }];
};

const declared = (member: ts.PropertySignature, type: ts.TypeNode): DeclaredMember => ({
  name: member.name.getText(),
  type: oneLine(type.getText()),
  optional: member.questionToken !== undefined,
  doc: docOf(member),
  default: tagOf(member, "default"),
});

const isPublic = (member: ts.PropertyDeclaration): boolean =>
  (ts.getModifiers(member) ?? []).every(({ kind }) => kind !== ts.SyntaxKind.PrivateKeyword && kind !== ts.SyntaxKind.ProtectedKeyword);

const fieldOf = (member: ts.PropertyDeclaration): DeclaredField => ({
  name: member.name.getText(),
  type: oneLine(member.type?.getText() ?? ""),
  doc: docOf(member),
});
