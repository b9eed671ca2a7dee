"""The formats the hub reads; each is one module, registered here by one line."""

from loaders.formats import (
    adms,
    cff,
    ckan,
    code_json,
    codemeta,
    cyclonedx,
    feed,
    frontmatter,
    icalendar,
    ospometa,
    other_hub,
    publiccode,
    table,
)
from loaders.rows import Format

FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        ospometa.FORMAT,
        publiccode.FORMAT,
        feed.FORMAT,
        icalendar.FORMAT,
        table.FORMAT,
        frontmatter.FORMAT,
        codemeta.FORMAT,
        cff.FORMAT,
        code_json.FORMAT,
        ckan.FORMAT,
        cyclonedx.FORMAT,
        adms.FORMAT,
        other_hub.FORMAT,
    )
}

__all__ = ["FORMATS"]
