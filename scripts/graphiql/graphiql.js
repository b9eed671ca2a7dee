import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import "graphiql/style.css";

const WORKERS = { graphql: "graphql.worker.js", json: "json.worker.js" };

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(WORKERS[label] ?? "editor.worker.js", import.meta.url)),
};

const QUERIES = "application/graphql-response+json, application/json;q=0.9";

function send(operation, options, accept, signal) {
  const headers = { ...options?.headers, accept, "content-type": "application/json" };
  return fetch("/graphql", { method: "POST", headers, body: JSON.stringify(operation), signal });
}

function ask(operation, options) {
  const asked = options?.documentAST?.definitions.find(
    (one) => one.kind === "OperationDefinition" && (!operation.operationName || one.name?.value === operation.operationName),
  );
  return asked?.operation === "subscription" ? follow(operation, options) : answer(operation, options);
}

async function answer(operation, options) {
  return (await send(operation, options, QUERIES)).json();
}

// A subscription as GraphiQL takes it: an iterator that ends, and lets the hub go, as soon as nobody looks any more.
function follow(operation, options) {
  const end = new AbortController();
  const told = events(operation, options, end.signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => told.next(),
    return: async () => {
      end.abort();
      return { done: true, value: undefined };
    },
  };
}

async function* events(operation, options, signal) {
  try {
    const response = await send(operation, options, "text/event-stream", signal);
    if (!response.headers.get("content-type").startsWith("text/event-stream")) {
      yield response.json();
      return;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const blocks = (text + piece.value).split("\n\n");
      text = blocks.pop();
      for (const block of blocks) {
        if (block.startsWith("event: next\n")) yield JSON.parse(block.slice(block.indexOf("data: ") + 6));
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

// The page lists the examples as links for everyone; here they become a panel beside the editor.
const links = [...document.querySelectorAll("#examples a")].map((link) => [link.textContent, link.getAttribute("href")]);

const EXAMPLES = {
  title: "Examples",
  icon: () =>
    createElement(
      "svg",
      { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 1.5, width: 24, height: 24, "aria-hidden": true },
      createElement("path", { d: "M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1" }),
    ),
  content: () =>
    createElement(
      "nav",
      { "aria-label": "Example queries" },
      createElement("h2", { className: "examples-title" }, "Examples"),
      createElement(
        "ul",
        { className: "examples" },
        links.map(([title, href]) => createElement("li", { key: href }, createElement("a", { href }, title))),
      ),
      createElement("p", null, createElement("a", { href: "/" }, "What the hub holds")),
    ),
};

// What the page shows without this script, a form, gives way to the editor; its style must not colour the editor's parts.
const given = new URLSearchParams(location.search);
const isAsked = given.has("query") || given.has("page");
const isWide = matchMedia("(min-width: 50rem)").matches;
const query = document.getElementById("query").value;
const variables = document.getElementById("variables").value;
const root = document.createElement("div");
root.id = "graphiql";
document.querySelector('link[href="/static/hub.css"]').remove();
const heading = document.createElement("h1");
heading.textContent = document.title;
const main = document.createElement("main");
main.append(heading, root);
document.body.replaceChildren(main);

createRoot(root).render(
  createElement(
    GraphiQL,
    {
      fetcher: ask,
      plugins: [EXAMPLES, HISTORY_PLUGIN],
      visiblePlugin: isWide ? EXAMPLES : undefined,
      defaultQuery: query,
      initialQuery: isAsked ? query : undefined,
      initialVariables: isAsked ? variables : undefined,
      showPersistHeadersSettings: false,
    },
    createElement(GraphiQL.Logo, null, createElement("a", { href: "/" }, "The hub")),
  ),
);
