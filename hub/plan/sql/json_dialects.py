"""What SQLite and PostgreSQL spell differently when they build JSON text."""

from typing import Protocol

from schema.values.outcome import Storage


class Dialect(Protocol):
    """The JSON text functions of one database. All methods take and give SQL expressions.

    quoted: a column as JSON text. array: the column j of a SELECT as a JSON array; joined: one behind the other. items:
    a JSON array as rows (value as text, key in order). elements: likewise with value as JSON. text_at: the text under a
    key of a mapping, as JSON.
    by_code_point: text that is no column of ours, so that it sorts as those do. entries: a JSON object as
    rows (key, value as text).
    hits: a FROM and WHERE clause of the documents d that a full-text query finds. prefixes: such a query, of words
    (given, used) that must all occur as prefixes; in_names: in names alone; partly: there one suffices, where there are
    several. is_hit: whether d is such a document.
    hit_count: a FROM clause with a row for each hit.
    begins_word: whether some word of the store begins so. most_frequent: a SELECT of the candidate
    (near) in most documents.
    """

    name: str
    is_in_process: bool
    """Whether it runs within the process of the hub, so that small queries may be run by the event loop itself."""
    lateral: str
    """How a function that gives rows is joined to the tables before it, which it reads."""

    def placeholder(self, number: int, storage: Storage) -> str: ...
    def quoted(self, expression: str, storage: Storage) -> str: ...
    def array(self, select: str) -> str: ...
    def joined(self, select: str) -> str: ...
    def items(self, array: str, alias: str) -> str: ...
    def item(self, alias: str, storage: Storage) -> str: ...
    def by_code_point(self, text: str) -> str: ...
    def elements(self, array: str, alias: str) -> str: ...
    def entries(self, mapping: str, alias: str) -> str: ...
    def entry_value(self, alias: str) -> str: ...
    def nested(self, alias: str) -> str: ...
    def member(self, mapping: str, key: str) -> str: ...
    def child(self, mapping: str, *keys: str) -> str: ...
    def text_at(self, texts: str, key: str) -> str: ...
    def at(self, array: str, position: int) -> str: ...
    def cursor(self, text: str) -> str: ...
    def find(self, haystack: str, needle: str) -> str: ...
    def hits(self, query: str) -> str: ...
    def is_hit(self, query: str) -> str: ...
    def hit_count(self, query: str) -> str: ...
    def prefixes(self, words: str, *, in_names: bool = False, partly: bool = False) -> str: ...
    def begins_word(self, word: str) -> str: ...
    def most_frequent(self, candidates: str) -> str: ...


class Sqlite:
    """SQLite 3.40 and later, as compiled into CPython (JSON1, FTS5)."""

    name = "sqlite"
    is_in_process = True
    lateral = "JOIN"

    def placeholder(self, number: int, storage: Storage) -> str:
        return f":p{number}"

    def quoted(self, expression: str, storage: Storage) -> str:
        if storage == "boolean":
            return f"CASE {expression} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
        if storage == "number":
            # 3.0 is written as 3, as PostgreSQL writes it
            return (
                f"coalesce(CASE {expression} WHEN CAST({expression} AS INTEGER) THEN CAST({expression} AS INTEGER) ELSE"
                f" {expression} END, 'null')"
            )
        return f"json_quote({expression})" if storage == "text" else f"coalesce({expression}, 'null')"

    def array(self, select: str) -> str:
        # group_concat and string_agg skip rows whose text is NULL: an absent node leaves no gap in its array
        return f"(SELECT '[' || coalesce(group_concat(j, ','), '') || ']' FROM ({select}))"

    def joined(self, select: str) -> str:
        return f"(SELECT coalesce(group_concat(j, ''), '') FROM ({select}))"

    def items(self, array: str, alias: str) -> str:
        return f"json_each({array}) {alias}"

    def item(self, alias: str, storage: Storage) -> str:
        return f"{alias}.value"

    def by_code_point(self, text: str) -> str:
        return text

    def elements(self, array: str, alias: str) -> str:
        return f"json_each({array}) {alias}"

    def entries(self, mapping: str, alias: str) -> str:
        return f"json_each({mapping}) {alias}"

    def entry_value(self, alias: str) -> str:
        # json_quote leaves text of the JSON subtype unquoted; || '' takes the subtype off
        return f"CASE {alias}.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE {alias}.value || '' END"

    def nested(self, alias: str) -> str:
        return f"{alias}.value"

    def member(self, mapping: str, key: str) -> str:
        return f"json_extract({mapping}, '$.' || {key})"

    def child(self, mapping: str, *keys: str) -> str:
        steps = " || '.' || ".join(keys)
        return f"json_extract({mapping}, '$.' || {steps})"

    def text_at(self, texts: str, key: str) -> str:
        return f"({texts} -> ('$.\"' || {key} || '\"'))"

    def at(self, array: str, position: int) -> str:
        return f"json_extract({array}, '$[{position}]')"

    def cursor(self, text: str) -> str:
        return f"hex({text})"

    def find(self, haystack: str, needle: str) -> str:
        return f"instr({haystack}, {needle})"

    def hits(self, query: str) -> str:
        # the table itself would be found by its rowid, at the price of a page of texts for each hit
        documents = "search_document d INDEXED BY ix_search_document_hit ON d.number = search_index.rowid"
        return f"search_index CROSS JOIN {documents} WHERE search_index MATCH {query}"

    def is_hit(self, query: str) -> str:
        return f"d.number IN (SELECT h.rowid FROM search_index h WHERE h.search_index MATCH {query})"

    def hit_count(self, query: str) -> str:
        return f"search_index WHERE search_index MATCH {query}"

    def prefixes(self, words: str, *, in_names: bool = False, partly: bool = False) -> str:
        spelled = "'\"' || coalesce(used, given) || '\"*'"
        query = f"coalesce(group_concat({spelled}, '{' OR ' if partly else ' '}'), '\"\"')"
        if in_names:
            query = f"'{{title}} : (' || {query} || ')'"
        return (
            f"(SELECT {_of_several(query, _NOTHING)} FROM ({words}))" if partly else f"(SELECT {query} FROM ({words}))"
        )

    def begins_word(self, word: str) -> str:
        # a range, which fts5vocab answers from the index; no letter sorts behind U+10FFFF
        return (
            f"EXISTS (SELECT 1 FROM search_index_words v WHERE v.term >= {word} AND v.term <= {word} || char(1114111))"
        )

    def most_frequent(self, candidates: str) -> str:
        # CROSS JOIN binds SQLite to this order: the vocabulary is asked for each candidate, never read as a whole
        known = f"({candidates}) x CROSS JOIN search_index_words v ON v.term = x.near"
        return f"SELECT v.term FROM {known} ORDER BY v.doc DESC, v.term LIMIT 1"


_NOTHING, _EMPTY = "'\"\"'", "''"
"""Queries that find nothing, of FTS5 and of PostgreSQL."""
_CASTS: dict[Storage, str] = {
    "text": "text",
    "integer": "bigint",
    "number": "double precision",
    "boolean": "boolean",
    "json": "json",
}


class Postgresql:
    """PostgreSQL 14 and later, without extensions."""

    name = "postgresql"
    is_in_process = False
    lateral = "CROSS JOIN LATERAL"

    def placeholder(self, number: int, storage: Storage) -> str:
        # text compares by code point, as the columns are declared and as SQLite does, whatever
        # the database's own collation is
        collation = ' COLLATE "C"' if storage == "text" else ""
        return f"(${number + 1}::{_CASTS[storage]}{collation})"

    def quoted(self, expression: str, storage: Storage) -> str:
        if storage == "json":
            return f"coalesce(({expression})::text, 'null')"
        return f"coalesce(to_json({expression})::text, 'null')"

    def array(self, select: str) -> str:
        return f"(SELECT '[' || coalesce(string_agg(j, ','), '') || ']' FROM ({select}) z)"

    def joined(self, select: str) -> str:
        return f"(SELECT coalesce(string_agg(j, ''), '') FROM ({select}) z)"

    def items(self, array: str, alias: str) -> str:
        return f"json_array_elements_text({array}) WITH ORDINALITY AS {alias}(value, key)"

    def item(self, alias: str, storage: Storage) -> str:
        return f"{alias}.value" if storage == "text" else f"{alias}.value::{_CASTS[storage]}"

    def by_code_point(self, text: str) -> str:
        return f'{text} COLLATE "C"'

    def elements(self, array: str, alias: str) -> str:
        return f"json_array_elements({array}) WITH ORDINALITY AS {alias}(value, key)"

    def entries(self, mapping: str, alias: str) -> str:
        return f"json_each_text({mapping}) AS {alias}(key, value)"

    def entry_value(self, alias: str) -> str:
        return f"{alias}.value"

    def nested(self, alias: str) -> str:
        return f"({alias}.value)::json"

    def member(self, mapping: str, key: str) -> str:
        return f"({mapping} ->> {key})"

    def child(self, mapping: str, *keys: str) -> str:
        return f"({mapping} -> {' -> '.join(keys)})"

    def text_at(self, texts: str, key: str) -> str:
        return f"({texts} -> {key})::text"

    def at(self, array: str, position: int) -> str:
        return f"({array} ->> {position})"

    def cursor(self, text: str) -> str:
        return f"upper(encode(convert_to({text}, 'UTF8'), 'hex'))"

    def find(self, haystack: str, needle: str) -> str:
        return f"strpos({haystack}, {needle})"

    def hits(self, query: str) -> str:
        return f"search_document d WHERE {self.is_hit(query)}"

    def is_hit(self, query: str) -> str:
        return f"d.words @@ (SELECT to_tsquery('simple', {query}))"

    def hit_count(self, query: str) -> str:
        return self.hits(query)

    def prefixes(self, words: str, *, in_names: bool = False, partly: bool = False) -> str:
        spelled = f"'''' || coalesce(used, given) || ''':*{'A' if in_names else ''}'"
        query = f"coalesce(string_agg({spelled}, '{' | ' if partly else ' & '}'), '')"
        return f"(SELECT {_of_several(query, _EMPTY) if partly else query} FROM ({words}) z)"

    def begins_word(self, word: str) -> str:
        return f"EXISTS (SELECT 1 FROM search_document v WHERE v.words @@ CAST('''' || {word} || ''':*' AS tsquery))"

    def most_frequent(self, candidates: str) -> str:
        # candidates are letters alone, so that quotes suffice
        counted = "SELECT count(*) AS n FROM search_document v WHERE v.words @@ CAST('''' || x.near || '''' AS tsquery)"
        return (
            f"SELECT x.near FROM ({candidates}) x CROSS JOIN LATERAL ({counted}) k WHERE k.n > 0 "
            'ORDER BY k.n DESC, x.near COLLATE "C" LIMIT 1'
        )


def _of_several(query: str, nothing: str) -> str:
    """A query of several words; of one, which the query of all words asks already, what finds nothing."""
    return f"CASE WHEN count(*) > 1 THEN {query} ELSE {nothing} END"


DIALECTS: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": Postgresql()}
