"""How GraphQL spells the names of fields and the words of vocabularies."""


def enum_name(value: str) -> str:
    """A stored word (`news-item`, `starts_at`, `nameOrder`) as an enum value name; `1`, which
    cannot be one, as LEVEL_1.
    """
    spaced = "".join(f"_{c}" if c.isupper() and not value.isupper() else c for c in value)
    name = spaced.replace("-", "_").replace("/", "_").upper().lstrip("_")
    return f"LEVEL_{name}" if name[:1].isdigit() else name


def camel(value: str) -> str:
    """snake_case or kebab-case as camelCase."""
    head, *rest = value.replace("-", "_").split("_")
    return head + "".join(part.capitalize() for part in rest)
