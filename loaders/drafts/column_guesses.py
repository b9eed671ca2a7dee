"""Which column is meant by which field: by its name in the networks' languages, and by whether its
values can be read as such.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.formats.repositories import is_repository
from loaders.privacy import without_people
from loaders.rows import Row
from schema.identifiers import SCHEME_BY_NAME
from schema.kinds import KIND_BY_NAME, Kind
from schema.values.folding import fold

_KIND_WORDS = {
    "event": (
        "event events calendar kalender agenda meeting meetings arrangementer evenements veranstaltungen starts start"
        " begin startdate"
    ),
    "news-item": "news nyheder nachrichten actualites nieuws blog post posts articles artikler published pubdate",
    "product": (
        "product products produkter produkte produits software catalogue katalog solutions project projects projekter"
        " apps repositories repository repo licence license lizenz licens"
    ),
    "ospo": "ospo ospos",
    "organisation": (
        "organisation organisations organization organizations members medlemmer mitglieder membres bodies"
        " municipalities kommuner kommunen communes users suppliers cvr siren"
    ),
}
"""Words in the name of a file, and failing that of its columns, that tell a kind; in this order."""
_FIELD_WORDS = {
    "name": (
        "name,title,label,navn,titel,titre,nom,naam,bezeichnung,intitule,organisation,organization,product,produkt,kommune,commune,municipality,project"
    ),
    "repository": "repository,repo,source code,sourcecode,code repository,code url,repository url,git,github,kildekode",
    "url": "url,website,web,homepage,link,site,web site,webseite,hjemmeside,site web,adresse web,page,landing page",
    "countries": "country,countries,land,pays,country code,landkode",
    "licence": "licence,license,lizenz,licens,licentie",
    "description": "description,beschreibung,beskrivelse,omschrijving,resume,summary,about,abstract,text,excerpt",
    "city": "city,town,by,ville,stadt,plaats,ort",
    "region": "region,state,province,kanton,canton",
    "type": "type,typ,kind,category",
    "email": "email,e mail,mail,courriel,kontakt email",
    "inhabitants": "inhabitants,population,indbyggere,einwohner",
    "topics": "topics,tags,keywords,categories,emner,themes,mots cles,schlagworte",
    "version": "version,release",
    "status": "status,development status",
    "released": "released,release date,latest release",
    "published": "published,date,pubdate,publication date,dato,datum,created",
    "starts_at": "starts at,start,starts,begin,beginning,date,start date,dato,datum,debut",
    "ends_at": "ends at,end,ends,end date,slut,ende,fin",
    "place": "place,venue,location,sted,lieu",
    "platforms": "platforms,platform",
    "languages": "languages,language,sprog,sprache,langue",
    "founded": "founded,since,established,oprettet",
    "acronym": "acronym,abbreviation,short name,forkortelse,sigle",
}
_BODY_WORDS = "authority,council,behorde,behoerde,collectivite,myndighed,ente,gemeinde,comune"
"""What lists of bodies call the column of their names; in a list of products it says who uses them."""
_PEOPLE_WORDS = (
    "officer manager director directeur direktor mayor borgmester burgermeister buergermeister maire sindaco"
    " projektleder projektleiter sagsbehandler sachbearbeiter interlocuteur interlocutrice interlocutore"
)
"""Words of columns about people that `loaders.privacy` does not know: there they would redact what a key such as
`manager` or `director` holds of software and bodies, here they only keep a column from being guessed.
"""
_SOMEONE = "Ane Example"
_KEY_WORDS = "key id identifier uuid slug nummer number nr no code".split()  # noqa: SIM905 - a list of words
_BY_VALUE = ("repository", "url", "countries", "licence")
_OF_A_PAGE = frozenset({"body", "links", "bullets", "file_date", "file_slug"})
"""What the format `frontmatter` gives beside the head of a page."""
_MOSTLY = 0.8
_SEPARATORS = (";", "|", ",")


@dataclass(frozen=True, slots=True)
class RelationGuess:
    """A column that holds keys of a list of some kind. split: what stands between several."""

    column: str
    kind: str
    split: str | None


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """How rows may be read: kind, the column of the key, columns by field and by identifier scheme,
    and the columns left over.

    splits: the separator of lists, by field. is_doubtful: whether the kind is a mere assumption.
    """

    kind: str
    key: str
    fields: dict[str, str]
    identifiers: dict[str, str]
    splits: dict[str, str]
    unused: tuple[str, ...]
    is_doubtful: bool
    relations: dict[str, RelationGuess]

    @property
    def understood(self) -> int:
        """How many columns have a meaning."""
        return len(self.fields) + len(self.identifiers)


def guess(path: str, rows: Sequence[Row], *, is_page: bool = False) -> ColumnGuess | None:
    """What the columns of these rows may mean; None if nothing could be the name."""
    columns = _Columns(rows, _OF_A_PAGE if is_page else frozenset())
    usual = "news-item" if path.endswith((".md", ".markdown")) else None
    kind_name = _kind_named(path) or _kind_named(" ".join(columns.values)) or usual
    kind = KIND_BY_NAME[kind_name or "organisation"]
    identifiers = {scheme: name for name in columns.values if (scheme := _scheme(columns, name)) is not None}
    fields = _fields(columns, kind, set(identifiers.values()))
    if "name" not in fields:
        return None
    used = {*fields.values(), *identifiers.values()}
    key = "$stem" if is_page else "$key" if rows[0].key is not None else _key(columns, fields, identifiers)
    splits = {name: mark for name, column in fields.items() if (mark := columns.separator(column, kind, name))}
    unused = tuple(name for name in columns.values if name not in used and name != key)
    return ColumnGuess(kind.name, key, fields, identifiers, splits, unused, is_doubtful=kind_name is None, relations={})


class _Columns:
    """The values of each column that are not empty, in the order of the columns."""

    def __init__(self, rows: Sequence[Row], aside: frozenset[str]) -> None:
        self.rows = len(rows)
        self.values: dict[str, list[Any]] = {}
        for row in rows:
            for name in dict.fromkeys([*(row.head or ()), *row.values]):
                value = row.values.get(name)
                if name not in aside:
                    self.values.setdefault(str(name), []).extend([] if value in (None, "", [], {}) else [value])

    def separator(self, column: str, kind: Kind, field: str) -> str | None:
        """What stands between the items of a field with several values that is stated as text; None if nothing does."""
        texts = [value for value in self.values[column] if isinstance(value, str)]
        is_list = kind.facts[field].many
        return next((mark for mark in _SEPARATORS if is_list and any(mark in value for value in texts)), None)

    def fits(self, column: str, kind: Kind, field: str) -> bool:
        """Whether most values of a column can be read as the field without a problem."""
        values = self.values[column]
        if field == "repository":
            return _mostly(is_repository(str(value)) for value in values)
        mark = self.separator(column, kind, field)
        parts = [
            part for value in values for part in (value.split(mark) if mark and isinstance(value, str) else [value])
        ]
        normalise = kind.facts[field].value.normalise
        read = [
            normalise(inner)
            for part in parts
            for inner in (part if isinstance(part, list) and mark is None else [part])
        ]
        return _mostly(outcome.value is not None and outcome.problem is None for outcome in read)

    def is_unique(self, column: str) -> bool:
        """Whether every row has a value of its own there."""
        values = [str(value) for value in self.values[column]]
        return len(values) == self.rows == len(set(values))


def _kind_named(text: str) -> str | None:
    words = set(plain(text).split())
    return next((kind for kind, named in _KIND_WORDS.items() if words & set(named.split())), None)


def plain(text: str) -> str:
    """A name of a column as words in lower case."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return " ".join(re.findall(r"[a-z0-9]+", fold(spaced)))


def _scheme(columns: _Columns, name: str) -> str | None:
    """The identifier scheme that a column is named after, if its values are such numbers."""
    words = plain(name).split()
    scheme = next((scheme for scheme in SCHEME_BY_NAME.values() if scheme.name in words[:1]), None)
    if scheme is None or scheme.is_address:
        return None
    is_read = _mostly(scheme.normalise(value).value is not None for value in columns.values[name])
    return scheme.name if is_read else None


def _fields(columns: _Columns, kind: Kind, taken: set[str]) -> dict[str, str]:
    """The column of each field: first those that are named as it is called, then those that mention
    it, then by values alone.
    """
    fields: dict[str, str] = {}
    people = {name for name in columns.values if _is_about_people(name)}
    for column, field in _by_names(columns, kind):
        is_free = field not in fields and column not in {*taken, *fields.values()}
        # the mailbox of an office may stand under a word for people; those of people do not fit the field
        if is_free and (column not in people or field == "email") and columns.fits(column, kind, field):
            fields[field] = column
    taken = taken | people
    for field in _BY_VALUE:
        for column in columns.values:
            free = column not in {*taken, *fields.values()} and field not in fields and field in kind.facts
            if free and columns.values[column] and columns.fits(column, kind, field):
                fields[field] = column
    if "name" not in fields and (named := _likely_name(columns, {*taken, *fields.values()})) is not None:
        fields["name"] = named
    return fields


def _is_about_people(column: str) -> bool:
    """Whether a column, by its name, says something of people."""
    words = plain(column).split()
    names = ["".join(words), *words]
    return not set(_PEOPLE_WORDS.split()).isdisjoint(words) or any(
        without_people({name: _SOMEONE})[name] != _SOMEONE for name in names
    )


def _by_names(columns: _Columns, kind: Kind) -> Iterator[tuple[str, str]]:
    words = {field: text.split(",") for field, text in _FIELD_WORDS.items() if field in kind.facts}
    if kind.name == "organisation":
        words["name"] += _BODY_WORDS.split(",")
    own = {field: field.replace("_", " ") for field in kind.facts}
    called = {name: plain(name) for name, values in columns.values.items() if values}
    for field, own_name in own.items():
        yield from ((name, field) for name, text in called.items() if text == own_name)
    for field, known in words.items():
        yield from ((name, field) for word in known for name, text in called.items() if text == word)
    for field, known in words.items():
        yield from ((name, field) for word in known for name, text in called.items() if word in text.split())


def _likely_name(columns: _Columns, taken: set[str]) -> str | None:
    """The first column of texts of which no two are equal."""
    return next(
        (
            name
            for name in columns.values
            if name not in taken and columns.is_unique(name) and _is_text(columns.values[name])
        ),
        None,
    )


def _is_text(values: Sequence[Any]) -> bool:
    return all(isinstance(value, str) and re.search(r"[^\W\d]{2}", value) and "://" not in value for value in values)


def _key(columns: _Columns, fields: Mapping[str, str], identifiers: Mapping[str, str]) -> str:
    """A column that is named as keys are, else an identifier, the repository, the address or the name: the first
    that tells all rows apart.
    """
    named = [name for word in _KEY_WORDS for name in columns.values if plain(name) == word]
    others = [*identifiers.values(), *(fields[name] for name in ("repository", "url") if name in fields)]
    return next((name for name in [*named, *others] if columns.is_unique(name)), fields["name"])


def _mostly(claims: Iterator[bool] | Any) -> bool:
    listed = list(claims)
    return bool(listed) and sum(listed) >= _MOSTLY * len(listed)
