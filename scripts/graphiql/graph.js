// Draws a large picture of the graph with WebGL. The table and the list of the page are its only source, so that all three show the same.
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { layerFill, sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from "sigma/rendering";

// as the signs of the kinds on all pages
const SHAPES = { organisation: "square", product: "square", event: "diamond", "news-item": "triangle" };

const ZOOM = { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 200 };
const picture = document.querySelector("[data-graph]");
const palette = getComputedStyle(document.documentElement); // follows the reader's scheme
const things = new Map([...document.querySelectorAll(".things-of-picture > li")].map((item) => [item.id.replace("thing-", ""), item]));

function colour(name) {
  return palette.getPropertyValue(`--${name}`).trim();
}

function read() {
  const graph = new MultiDirectedGraph();
  for (const [key, item] of things) {
    const { x, y, kind } = item.dataset;
    graph.addNode(key, { x: Number(x), y: -Number(y), kind, label: item.querySelector(".thing > span").textContent, isNamed: "named" in item.dataset });
  }
  for (const row of document.querySelectorAll(".of-picture tr[data-from]")) graph.addDirectedEdge(row.dataset.from, row.dataset.to);
  graph.forEachNode((key) => graph.setNodeAttribute(key, "size", Math.min(14, 3 + Math.sqrt(graph.degree(key)))));
  return graph;
}

function draw(graph, canvas) {
  const isFaint = (state, of) => of.hasChosen && !state.isChosen && !state.isNear;
  const sigma = new Sigma(graph, canvas, {
    primitives: { nodes: { shapes: [sdfCircle(), sdfSquare(), sdfTriangle(), sdfDiamond()], layers: [layerFill()] } },
    customNodeState: { isChosen: false, isNear: false },
    customEdgeState: { isNear: false },
    customGraphState: { hasChosen: false },
    styles: {
      nodes: {
        x: { attribute: "x" },
        y: { attribute: "y" },
        size: { attribute: "size" },
        shape: ({ kind }) => SHAPES[kind] ?? "circle",
        color: ({ kind }, state, of) => colour(isFaint(state, of) ? "line" : kind),
        label: { attribute: "label" },
        labelColor: () => colour("text"),
        labelFont: "system-ui, sans-serif",
        labelSize: 13,
        labelVisibility: ({ isNamed }, state, of) =>
          isFaint(state, of) ? "hidden" : state.isChosen || state.isNear || isNamed ? "visible" : "auto",
        zIndex: (_, state) => (state.isChosen || state.isNear ? 1 : 0),
        cursor: "pointer",
      },
      edges: {
        size: (_, { isNear }) => (isNear ? 2 : 1),
        color: (_, { isNear }) => colour(isNear ? "accent" : "line"),
        zIndex: (_, { isNear }) => (isNear ? 1 : 0),
      },
    },
    settings: {
      itemSizesReference: "screen",
      enableCameraRotation: false,
      minCameraRatio: 0.01,
      maxCameraRatio: 2,
      gestureTarget: "shared",
      sharedGestureWheelMessage: picture.dataset.wheel,
      sharedGestureAppleWheelMessage: picture.dataset.wheel.replace("Ctrl", "⌘"),
      sharedGestureTouchMessage: picture.dataset.touch,
    },
  });
  let shown = [[], []];
  const choose = (key) => {
    sigma.setNodesState(shown[0], { isChosen: false, isNear: false });
    sigma.setEdgesState(shown[1], { isNear: false });
    shown = key ? [[key, ...graph.neighbors(key)], graph.edges(key)] : [[], []];
    sigma.setNodesState(shown[0], { isNear: true });
    sigma.setEdgesState(shown[1], { isNear: true });
    if (key) sigma.setNodeState(key, { isChosen: true });
    sigma.setGraphState({ hasChosen: Boolean(key) });
    describe(key);
  };
  sigma.on("clickNode", ({ node }) => choose(node));
  sigma.on("clickStage", () => choose(null));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => sigma.refresh());
  return sigma;
}

const chosen = document.createElement("p");
chosen.className = "chosen-thing";
chosen.setAttribute("role", "status");

// the links of the list, under the names that the page gives them
function describe(key) {
  const item = things.get(key);
  chosen.replaceChildren();
  if (!item) return;
  const name = document.createElement("b");
  name.textContent = item.querySelector(".thing > span").textContent;
  chosen.append(name);
  for (const [selector, text] of [[".thing", picture.dataset.open], [".expand", picture.dataset.expand], [".around", picture.dataset.around]]) {
    const origin = item.querySelector(selector);
    if (!origin) continue;
    const link = document.createElement("a");
    link.href = origin.href;
    link.textContent = text;
    chosen.append(link);
  }
}

function addButtons(sigma) {
  const tools = document.querySelector("[data-picture]");
  const camera = sigma.getCamera();
  const actions = [
    [tools.dataset.larger, () => camera.zoomIn(ZOOM)],
    [tools.dataset.smaller, () => camera.zoomOut(ZOOM)],
    [tools.dataset.whole, () => camera.reset(ZOOM)],
  ];
  for (const [text, act] of actions) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", act);
    const item = document.createElement("li");
    item.append(button);
    tools.append(item);
  }
}

if (picture) {
  picture.hidden = false;
  // what is drawn has no text of its own; those who cannot see it have the table and the list
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.setAttribute("aria-hidden", "true");
  picture.append(canvas, chosen);
  try {
    addButtons(draw(read(), canvas));
    picture.dataset.drawn = things.size;
  } catch (error) {
    picture.hidden = true; // a browser without WebGL; the table says it all
    console.info(String(error));
  }
}
