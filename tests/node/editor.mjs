// Asks the hub at URL as GraphiQL does: a query, a subscription that is stopped after EXPECTED events, and what is wrong. Prints all answers.
import { ask } from "../../scripts/graphiql/fetcher.mjs";

const { URL: url, EXPECTED } = process.env;
const send = globalThis.fetch;
globalThis.fetch = (path, options) => send(new globalThis.URL(path, url), options);

async function told(query, most) {
  const events = ask({ query }, {});
  const found = [];
  for await (const event of events) {
    found.push(event);
    if (found.length === most) {
      // GraphiQL stops it while the next event is waited for
      setTimeout(() => events.return(), 100);
    }
  }
  return found;
}

const query = await ask({ query: "{ revision }" }, {});
const events = await told("subscription { changes(since: 0) { revision } }", Number(EXPECTED));
const [refusal] = await told("subscription { changes(since: 0) { revison } }", 9);
console.log(JSON.stringify({ query, events, refusal }));
