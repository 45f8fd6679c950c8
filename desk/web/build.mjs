// Bundles the islands into ../assets/dist, from where the binary serves them. Names stay the same from build to
// build: their address carries the edition of the binary's assets, and the worker of the map is found beside the map.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "..", "assets", "dist");

await mkdir(dist, { recursive: true });
for (const name of await readdir(dist)) {
  if (name !== "README") await rm(path.join(dist, name), { recursive: true });
}

const common = {
  absWorkingDir: here,
  outdir: dist,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none", // licences.txt has them whole
  logLevel: "warning",
  metafile: true,
};
const scripts = await build({ ...common, entryPoints: ["src/map.ts", "src/timeline.ts", "src/charts.ts"] });
// The worker of the map is a script of its own on the same origin: the policy of the pages allows no other.
const worker = await build({ ...common, entryPoints: { "map-worker": require.resolve("maplibre-gl/dist/maplibre-gl-worker.mjs") } });
await build({ ...common, entryPoints: { map: "src/map.css" }, loader: { ".svg": "dataurl" } });
await writeFile(path.join(dist, "licences.txt"), await licences([scripts.metafile, worker.metafile]));

for (const detail of ["50m", "10m"]) {
  await copyFile(require.resolve(`world-atlas/countries-${detail}.json`), path.join(dist, `countries-${detail}.json`));
}
for (const name of (await readdir(dist)).sort()) {
  const { size } = await stat(path.join(dist, name));
  console.log(`${(size / 1024).toFixed(0).padStart(7)} kB  ${name}`);
}

/** The licences of all packages that a bundle has something of, and of the data beside it. */
async function licences(metafiles) {
  const packages = new Set(["world-atlas"]);
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const inside = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
      if (inside) packages.add(inside[1]);
    }
  }
  let text = "What the scripts of the desk are bundled from, and its licences.\n";
  for (const name of [...packages].sort()) {
    const folder = path.join(here, "node_modules", name);
    const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((one) => /^(licen[cs]e|copying)/i.test(one));
    text += `\n${"=".repeat(80)}\n${name} ${about.version}, ${about.license ?? "see below"}\n\n`;
    if (file) text += await readFile(path.join(folder, file), "utf8");
  }
  return text;
}
