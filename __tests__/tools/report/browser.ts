import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The first Chromium on the `PATH`. */
export const chromiumPath: string | undefined = names
  .flatMap((name) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Starts Chromium without a window; where there is none, a line says that `what` was not looked at. */
export const startChromium = async (what: string): Promise<Browser | undefined> => {
  if (chromiumPath !== undefined) return chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  process.stderr.write(`${what} not looked at: chromium is not on the PATH\n`);
  return undefined;
};
