"""Values as records state them, for readers: lists and texts by language are JSON in the graph."""

import orjson


def texts_of(value: str) -> list[str]:
    """A stated value as the texts that it consists of: records state lists, and texts by language, as JSON."""
    if not value.startswith(("[", "{")):
        return [value]
    try:
        parts = orjson.loads(value)
    except orjson.JSONDecodeError:
        return [value]  # a text that begins with a bracket
    return (
        [str(part) for part in parts] if isinstance(parts, list) else [f"{tag}: {text}" for tag, text in parts.items()]
    )
