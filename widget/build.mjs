// Builds the component into the one file that the front desk serves. `--check` builds beside it and compares.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const MOST_BYTES_GZIPPED = 15_000;
const BUILT = fileURLToPath(new URL("../frontdesk/chat/static/chat/widget.js", import.meta.url));
const BANNER = "/* <clinic-chat>, Apache-2.0; contains Lit, (c) Google LLC, BSD-3-Clause: widget/LICENSES.md */";

const styles = {
  name: "styles as text",
  setup(bundling) {
    bundling.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("src/main.ts", import.meta.url))],
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  // Names that are neither stored nor sent, Lit's and ours: what they save is room for a sentence.
  mangleProps: /^(_\$[AC].*|transcript|conversation|isUsed|isErasing|mayPass|enlarge|choose|refused)$/,
  banner: { js: BANNER },
  plugins: [styles],
  write: false,
});
const [{ contents }] = outputFiles;
const size = gzipSync(contents, { level: 9 }).length;
console.log(`widget.js: ${contents.length} bytes, ${size} gzipped (at most ${MOST_BYTES_GZIPPED})`);
if (size > MOST_BYTES_GZIPPED) {
  console.error("widget: the file is too large for a slow phone; take something out of it");
  process.exit(1);
}
if (!process.argv.includes("--check")) {
  await writeFile(BUILT, contents);
} else if (!Buffer.from(contents).equals(await readFile(BUILT).catch(() => Buffer.alloc(0)))) {
  console.error(`widget: ${BUILT} is not what widget/src builds; run make widget and commit the file`);
  process.exit(1);
}
