"""The spellings under which the store may keep a thing by a name that somebody gives it, for those
who have the name alone.
"""

from hub.identity.names.generic_words import PLACED, NameClass
from hub.identity.names.label_words import label_key
from hub.identity.names.name_parts import profile
from hub.identity.names.spelling import squash


def name_spellings(name: str) -> frozenset[str]:
    """The name whole, without its generic words, and with any other generic word: a town is called by its name
    alone or as a municipality.

    They are the keys of the table `name_key`: names in full, names by sort and core, and names as registers write them.
    """
    parts = profile(name)
    cores = {form for form in parts.core_forms if form}
    # København is Københavns Kommune: before a Nordic generic word a place may stand in the genitive
    placed = {f"{core}s" for core in cores}
    sorted_as_any = {f"{sort}+{core}" for sort in NameClass for core in cores}
    genitive = {f"{sort}+{core}" for sort in PLACED for core in placed}
    as_written = {parts.full, parts.count_key, label_key(name), squash(name)}
    return frozenset(filter(None, {*as_written, *cores, *sorted_as_any, *genitive, *parts.acronyms}))
