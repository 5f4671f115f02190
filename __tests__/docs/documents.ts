import { projectFiles, readProjectFile } from "../rules/repository";

/** The documents that people read, in the order in which their commands are run. */
export const documents: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  ...projectFiles.filter((file) => file.startsWith("docs/") && file.endsWith(".md")),
];

/** What happens to a block of commands; CONTRIBUTING.md says what each means. */
export const tags = ["run", "rehearsed", "needs-cloud"] as const;
/** A tag of a block of commands. */
export type Tag = (typeof tags)[number];

/** A fenced block. */
export interface Block {
  /** `document:line` of its fence. */
  readonly place: string;
  /** What stands behind the fence: the language and, for commands, the tag. */
  readonly info: string;
  readonly text: string;
}

/** The fenced blocks of a text. */
export const blocksIn = (document: string, text: string): readonly Block[] => {
  const blocks: Block[] = [];
  let open: { readonly line: number; readonly info: string; readonly lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const fence = /^\s*```(.*)$/.exec(line)?.[1];
    if (fence === undefined) open?.lines.push(line);
    else if (open === undefined) open = { line: index + 1, info: fence.trim(), lines: [] };
    else {
      blocks.push({ place: `${document}:${String(open.line)}`, info: open.info, text: open.lines.join("\n") });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${document}:${String(open.line)}: the block is not closed`);
  return blocks;
};

const shells = /^(sh|bash|shell|console|zsh)\b/;

/** Whether a block holds commands. */
export const holdsCommands = ({ info }: Block): boolean => shells.test(info);

/** The tag of a block of commands; `undefined` where its info is not `sh` and one tag. */
export const tagOf = ({ info }: Block): Tag | undefined => tags.find((tag) => info === `sh ${tag}`);

/** Every block of commands of the documents. */
export const commandBlocks = (): readonly Block[] =>
  documents.flatMap((document) => blocksIn(document, readProjectFile(document)).filter(holdsCommands));

/** The commands of a block one by one: a line each, or parts of a line joined by `&&`. */
export const commandsIn = (text: string): readonly string[] =>
  text
    .split(/\n|&&/)
    .map((command) => command.trim())
    .filter((command) => command !== "");

/** A document without its fenced blocks: what is prose and tables. */
export const proseOf = (text: string): string => text.replace(/^\s*```[\s\S]*?^\s*```$/gm, "");
