import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { storedGzip, tapeArchive } from "../../tools/archive";

describe("archives", () => {
  test("are gzip that any program opens", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(1, 400, 65_535), (bytes, times) => {
        const data = Buffer.concat(
          Array.from({ length: times }, () => Buffer.from(bytes)).slice(0, Math.ceil(200_000 / (bytes.length + 1))),
        );
        expect(gunzipSync(storedGzip(data)).equals(data)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("have their files in the order of their paths, whatever the order in which they were found", () => {
    const files = ["b", "a/c", "a/b"].map((path) => ({ path, content: Buffer.from(path) }));
    expect(tapeArchive(files).equals(tapeArchive([...files].reverse()))).toBe(true);
    expect(() => tapeArchive([{ path: "a".repeat(101), content: Buffer.alloc(0) }])).toThrow("at most 100 characters");
  });
});
