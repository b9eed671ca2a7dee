"""Rows of one list: a network that lists two things under two keys says that they are two."""

from functools import lru_cache

from hub.identity.evidence.name_evidence import UNIQUE, best_likeness
from hub.identity.names.generic_words import FILLERS, ROLES
from hub.identity.names.name_parts import BRACKETED, profile
from hub.identity.names.spelling import squash, words
from hub.identity.subjects import Subject


def differing_rows(left: Subject, right: Subject) -> bool:
    """Whether one network lists the two under names that are not equal, case, articles and short forms aside.

    What else speaks for them being one (a page that a holding and its firms share) is a finding for
    the operator. Code accounts
    are no rows of a register: an agent may have several, called as their hosts allow. Where the name itself is the key,
    two spellings are two keys of necessity.
    """
    if left.network != right.network or left.stands_for_account or right.stands_for_account:
        return False
    if left.key in left.names and right.key in right.names and best_likeness(left, right)[0] in UNIQUE:
        return False
    return bool(left.names and right.names) and _forms(left.names[0]).isdisjoint(_forms(right.names[0]))


@lru_cache(maxsize=20_000)
def _forms(name: str) -> frozenset[str]:
    """The ways in which a register may write a name: in full, without what stands in
    brackets for it, and that alone.
    """
    whole = _joined(name)
    briefs = [inner for inner in BRACKETED.findall(name) if _is_brief(squash(inner), name)]
    forms = {whole, *(squash(brief) for brief in briefs)}
    if briefs:
        forms.add(_joined(BRACKETED.sub(lambda match: " " if match[1] in briefs else match[0], name)))
    return frozenset(forms - {""})


def _is_brief(inner: str, name: str) -> bool:
    """Whether brackets hold the initials of the name or end it with a short form, or say in which part of
    its list a thing stands.
    """
    own = [word for word in words(BRACKETED.sub(" ", name)) if word not in FILLERS]
    initials = "".join(word[0] for word in own)
    return (
        inner in ROLES or inner in initials or (inner in profile(name).acronyms and name.rstrip().endswith((")", "]")))
    )


def _joined(name: str) -> str:
    return "".join(word for word in words(name) if word not in FILLERS)
