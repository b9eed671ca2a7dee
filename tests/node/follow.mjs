// Follows the changes since 0 by the client CLIENT (graphql-ws or graphql-sse) at URL until EXPECTED revisions were told of,
// then comes back from the last but one, and asks a query, too. Prints all that was told.
import { createClient as clientOfSse } from "graphql-sse";
import { createClient as clientOfWs } from "graphql-ws";
import WebSocket from "ws";

const { URL: url, CLIENT, EXPECTED } = process.env;
const client =
  CLIENT === "graphql-ws"
    ? clientOfWs({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 })
    : clientOfSse({ url, retryAttempts: 0 });

async function told(query, variables, most) {
  const found = [];
  for await (const event of client.iterate({ query, variables })) {
    found.push(event);
    if (found.length === most) break;
  }
  return found;
}

const follow = "subscription ($since: Int) { changes(since: $since) { revision load { network { slug } } } }";
const whole = await told(follow, { since: 0 }, Number(EXPECTED));
const again = await told(follow, { since: Number(EXPECTED) - 1 }, 1);
const query = await told("{ revision }", {}, 10);
let refusal = null;
try {
  refusal = (await told("{ revison }", {}, 10))[0];
} catch (errors) {
  refusal = { errors };
}
console.log(JSON.stringify({ whole, again, query, refusal }));
client.dispose();
