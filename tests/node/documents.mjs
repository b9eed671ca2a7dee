// Asks every operation without variables of the typed documents (argv) at ADDRESS; prints the answers by operation.
import { readFileSync } from "node:fs";
import { print } from "graphql";
import typescript from "typescript";

const source = readFileSync(process.argv[2], "utf8");
const { outputText } = typescript.transpileModule(source, { compilerOptions: { module: "ESNext", target: "ES2022" } });
const documents = await import(`data:text/javascript;base64,${Buffer.from(outputText).toString("base64")}`);
const answers = {};
for (const document of Object.values(documents)) {
  const [operation] = document?.definitions ?? [];
  if (operation?.kind !== "OperationDefinition" || operation.variableDefinitions?.length) continue;
  const body = JSON.stringify({ query: print(document) });
  const response = await fetch(process.env.ADDRESS, { method: "POST", headers: { "content-type": "application/json" }, body });
  answers[operation.name.value] = (await response.json()).data;
}
process.stdout.write(JSON.stringify(answers));
