// Bundles what comes of npm into src/Qa.Portal/wwwroot/lib. Called by eng/client.sh before the portal is built.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = path => fileURLToPath(new URL(path, import.meta.url));
const target = at("../Qa.Portal/wwwroot/lib/code-editor");
const common = { bundle: true, minify: true, target: "es2022", outdir: target, legalComments: "linked", logLevel: "warning" };

// Monaco's ES modules know English alone: what of it is shown here is in code-editor/texts.js.
const ownTexts = {
    name: "own-texts",
    setup: plugin => plugin.onResolve({ filter: /(^|\/)nls\.js$/ }, () => ({ path: at("code-editor/nls.js") })),
};

await rm(target, { recursive: true, force: true });
await build({
    ...common, entryPoints: { "code-editor": at("code-editor/code-editor.js") }, format: "esm", plugins: [ownTexts], loader: { ".ttf": "file" }, assetNames: "[name]",
});
await build({
    ...common, entryPoints: { "editor.worker": at("node_modules/monaco-editor/esm/vs/editor/editor.worker.js"), "yaml.worker": at("node_modules/monaco-yaml/yaml.worker.js") }, format: "iife",
});
