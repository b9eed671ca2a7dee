"""Asking a server: one request, and the translation of rows' numbers to what it calls ids and cursors."""

import json
import re
import urllib.error
import urllib.request
from typing import Any

from scripts.bench.federation import KINDS, Row
from scripts.bench.questions import body, document

HEADERS = {"content-type": "application/json", "accept": "application/json", "x-hub-client": "bulk"}
_LARGEST_PAGE = 1_000
_LOOKUPS = {"news": "newsItem"}


class AskError(Exception):
    """A server answered with errors."""


class Client:
    """Asks one server in its dialect."""

    def __init__(self, url: str, dialect: str) -> None:
        self._url = url
        self._dialect = dialect

    def post(self, content: bytes) -> Any:
        """The data of an answer. Raises `AskError`."""
        try:
            with urllib.request.urlopen(urllib.request.Request(self._url, content, HEADERS), timeout=60) as response:  # noqa: S310 - loopback
                answer = json.load(response)
        except urllib.error.HTTPError as error:
            raise AskError(f"HTTP {error.code}: {error.read(300).decode(errors='replace')}") from error
        if answer.get("errors"):
            raise AskError(str(answer["errors"][0])[:300])
        return answer["data"]

    def bodies(self, question: str, given: list[Row]) -> list[bytes]:
        """One request body per set of variables, in what this server understands."""
        declared = re.findall(r"\$(\w+)\s*:", (document(self._dialect, question) or "").partition("{")[0])
        return [
            body(self._dialect, question, {name: self._translated(question, name, row) for name in declared})
            for row in given
        ]

    def _translated(self, question: str, name: str, row: Row) -> Any:
        if name == "after" and document(self._dialect, f"{question}.cursor"):
            return self._cursor(question, row)
        if self._dialect == "hub" and name in {"id", "to"}:
            return self._id(f"organisation/{row[name]}")
        return [self._id(one) for one in row[name]] if name == "ids" else row[name]

    def _cursor(self, question: str, row: Row) -> str | None:
        """The cursor behind the first `skip` rows, found by walking there."""
        cursor, left = None, row["skip"]
        while left:
            page = {**row, "after": cursor, "first": min(left, _LARGEST_PAGE)}
            cursor = self.post(body(self._dialect, f"{question}.cursor", page))["list"]["pageInfo"]["endCursor"]
            left -= page["first"]
        return cursor

    def _id(self, place: str) -> str:
        """The hub's id of a row, such as organisation/7, by the identifier that its record states."""
        kind, _, number = place.partition("/")
        wikidata = f"Q{KINDS.index(kind) + 1}{int(number):07d}"
        field = _LOOKUPS.get(kind, kind)
        by = f'{{ identifier: {{ scheme: "wikidata", value: "{wikidata}" }} }}'
        return str(self.post(json.dumps({"query": f"{{ {field}(by: {by}) {{ id }} }}"}).encode())[field]["id"])
