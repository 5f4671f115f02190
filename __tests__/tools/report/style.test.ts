import { style } from "../../../tools/report/style";

type Colours = Readonly<Record<string, string>>;

/** The colours of the first and the second block that sets them: light and dark. */
const [light = {}, dark = {}]: readonly Colours[] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, block = ""]) =>
  Object.fromEntries([...block.matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map(([, name = "", colour = ""]) => [name, colour])),
);

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string): number => {
  const [more = 0, less = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (more + 0.05) / (less + 0.05);
};

const pairs = (names: readonly string[], grounds: readonly string[]): readonly (readonly [string, string])[] =>
  names.flatMap((name) => grounds.map((ground) => [name, ground] as const));
const below = (colours: Colours, least: number, of: readonly (readonly [string, string])[]): readonly string[] =>
  of.filter(([name, ground]) => contrast(colours[name] ?? "", colours[ground] ?? "") < least).map((pair) => pair.join(" on "));

describe("the page's colours, also where axe can't see what lies behind a text of the map", () => {
  test.each([
    ["light", light],
    ["dark", dark],
  ])("%s: text has 4.5 to 1, lines and the focus 3 to 1", (_scheme, colours) => {
    expect(Object.keys(colours)).toHaveLength(16);
    expect(below(colours, 4.5, pairs(["ink", "soft", "link"], ["paper", "card", "sunk", "mark"]))).toEqual([]);
    const lines = ["request", "contract", "order", "aws", "google", "cloudflare", "vault", "focus"];
    expect(below(colours, 3, pairs(lines, ["paper", "card", "sunk"]))).toEqual([]);
  });
});
