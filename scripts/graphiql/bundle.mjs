// Bundles GraphiQL with its three workers, and the drawing of large pictures, into the folder named on the command line. Everything is inside: no CDN, no inline script.
import { build } from "esbuild";
import { argv } from "node:process";

const folder = argv[2] ?? ".assets/graphiql";
const shared = {
  bundle: true,
  minify: true,
  legalComments: "linked",
  logLevel: "error",
  target: "es2022",
  outdir: folder,
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".ttf": "file", ".woff2": "file" },
  assetNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
};

await build({ ...shared, entryPoints: { graphiql: "scripts/graphiql/graphiql.js", graph: "scripts/graphiql/graph.js" }, format: "esm", splitting: true });
await build({
  ...shared,
  entryPoints: {
    "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
    "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
    "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
  },
  format: "iife",
});
