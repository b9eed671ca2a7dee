"""Evaluation against labelled pairs, in the form of dev_pairs.csv."""

from hub.identity.subjects import Subject

_KINDS = {"newsletter": "news-item", "news": "news-item"}


def subject_from_pair_row(network: str, kind: str, id_or_url: str, name: str, country: str) -> Subject:
    """A subject from the columns of one end of a pair, for records that no store has."""
    from schema.values.accounts import account, repository
    from schema.values.urls import address
    sort = kind if kind in {"product", "event", "news-item", "ospo", "organisation"} else _KINDS.get(kind, "organisation")
    ids = []
    if "." in id_or_url.split("/")[0] or "://" in id_or_url:
        url = id_or_url if "://" in id_or_url else f"https://{id_or_url}"
        for scheme, normal in (("account", account), ("repository", repository), ("homepage", address)):
            if sort in ("event","news-item") and scheme != "homepage": continue
            value = normal(url).value
            if value and (scheme != "account" or sort in ("organisation", "ospo")):
                ids.append((scheme, value))
                break
    return Subject(f"row|{network}|{kind}|{id_or_url}", network, sort, id_or_url, (name,) if name != "(none)" else (), (country,) if country else (), tuple(ids))
