// Reads what parley exports with the programs that draw it.
//
// usage: PARLEY_READERS=FOLDER node read.mjs KIND FILE
//
// FOLDER is where package.json beside this was installed. Prints one JSON
// object with the numbers of nodes and edges that were found.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.PARLEY_READERS + "/package.json");
const [kind, file] = process.argv.slice(2);
const text = readFileSync(file, "utf8");

if (kind === "cytoscape") {
  const cy = require("cytoscape")({ headless: true, ...JSON.parse(text) });
  console.log(JSON.stringify({ nodes: cy.nodes().length, edges: cy.edges().length }));
} else {
  // Mermaid cleans its labels with the means of a browser.
  const { JSDOM } = require("jsdom");
  globalThis.window = new JSDOM("").window;
  globalThis.document = window.document;
  const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")));
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  console.log(JSON.stringify({ nodes: db.getVertices().size, edges: db.getEdges().length }));
}
