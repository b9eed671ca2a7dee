"""The clients in clients/: generated from the operations there, they ask the questions of the docs and
read lists to their end.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.answers import queries
from scripts.clients.generating import TYPESCRIPT, typescript_documents
from scripts.clients.operations import QUESTIONS, questions_text
from scripts.documents import ROOT
from tests.node_programs import NODE, hub_on, node, printed

__all__ = ["node"]
PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
ANSWERS = [json.loads(answer)["data"] for _, answer in queries(PAGE) if answer]


@pytest.fixture(scope="module")
def address(seeded_url):
    with hub_on(seeded_url, HUB_TIMEOUT="60") as address:
        yield address


@pytest.fixture
def client(monkeypatch):
    """The package as it lies in the repository."""
    monkeypatch.syspath_prepend(str(ROOT / "clients" / "python"))
    import public_sector_open_source_hub_client

    return public_sector_open_source_hub_client


def stated(value):
    """An answer of the client as the docs print it."""
    return json.loads(value.model_dump_json(by_alias=True, exclude_unset=True))


def test_the_operations_of_the_clients_are_the_questions_of_the_docs():
    assert QUESTIONS.read_text(encoding="utf-8") == questions_text()
    assert len(ANSWERS) >= 25


async def test_the_python_client_asks_the_questions_of_the_docs(client, address):
    async with client.Hub(address) as hub:
        for number, answer in enumerate(ANSWERS, start=1):
            found = await getattr(hub, f"question_{number}")()
            assert stated(found).keys() == answer.keys(), number
            if "typename__" not in found.model_dump_json():
                assert stated(found) == answer, number


async def test_lists_are_read_to_their_end_wherever_they_stand(client, address):
    async with client.Hub(address, bulk=True) as hub:
        total = (await hub.organisations(search="kommune", first=1)).organisations.total_count
        names = [one.id async for one in client.every(hub.organisations, search="kommune", first=7)]
        assert len(names) == len(set(names)) == total > 21
        [os2mo] = (await hub.search(query="os2mo", kinds=["PRODUCT"], first=1)).search.nodes
        known = (await hub.relations(by=client.EntityBy(id=os2mo.id), first=1)).lookup[0].related.total_count
        edges = [
            edge async for edge in client.every(hub.relations, of="edges", by=client.EntityBy(id=os2mo.id), first=4)
        ]
        assert len(edges) == known > 8
        assert [one async for one in client.every(hub.relations, by=client.EntityBy(id="prod_x"))] == []
        assert [one async for one in client.every(hub.organisations, first=0)] == []
        with pytest.raises(client.GraphQLClientGraphQLMultiError, match="100"):
            await hub.organisations(first=-1)


def test_the_example_of_the_python_client_runs(address, tmp_path):
    readme = (ROOT / "clients" / "python" / "README.md").read_text(encoding="utf-8")
    program = readme.partition("```python\n")[2].partition("```")[0].replace("http://127.0.0.1:8000", address)
    path = Path(ROOT / "clients" / "python")
    done = subprocess.run([sys.executable, "-c", program], cwd=path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "OS2mo" in done.stdout
    assert "['os2']" in done.stdout


def test_typescript_gets_what_is_committed_and_it_compiles(node, tmp_path):
    assert TYPESCRIPT.read_text(encoding="utf-8") == typescript_documents(node)
    (NODE / "node_modules" / ".documents.ts").write_bytes(TYPESCRIPT.read_bytes())
    try:
        compiler = NODE / "node_modules" / "typescript" / "bin" / "tsc"
        options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"]
        command = [node, compiler, *options, "node_modules/.documents.ts"]
        done = subprocess.run(command, cwd=NODE, capture_output=True, text=True, check=False)
    finally:
        (NODE / "node_modules" / ".documents.ts").unlink()
    assert done.returncode == 0, done.stdout[:2000]


def test_the_documents_of_typescript_ask_the_questions_of_the_docs(node, address):
    found = printed(node, "documents.mjs", str(TYPESCRIPT), ADDRESS=f"{address}/graphql")
    assert [found[f"Question{number}"] for number in range(1, len(ANSWERS) + 1)] == ANSWERS
