// How GraphiQL asks the hub: queries by POST, subscriptions as streams of events.
const QUERIES = "application/graphql-response+json, application/json;q=0.9";

function send(operation, options, accept, signal) {
  const headers = { ...options?.headers, accept, "content-type": "application/json" };
  return fetch("/graphql", { method: "POST", headers, body: JSON.stringify(operation), signal });
}

export function ask(operation, options) {
  return isSubscription(operation, options?.documentAST) ? follow(operation, options) : answer(operation, options);
}

function isSubscription({ query, operationName }, document) {
  // the editor may be asked to run what it has not parsed yet
  if (!document) return /^\s*subscription\b/m.test(query);
  const operations = document.definitions.filter((one) => one.kind === "OperationDefinition");
  return operations.find((one) => !operationName || one.name?.value === operationName)?.operation === "subscription";
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
