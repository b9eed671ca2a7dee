"""Open Source Programme Offices. An OSPO is not its organisation: the predicate `ospo-of` links them."""

from schema.kinds.entity import EntityColumns
from schema.kinds.facts import fact, facts
from schema.values import catalogue as v


class Ospo(EntityColumns, table=True):
    """An office or team that coordinates the open source strategy of one or more organisations."""

    archetype: str | None = fact(v.OSPO_ARCHETYPE, "Whom it serves.", facet=True)
    status: str | None = fact(v.ACTIVITY_STATUS, "Whether it is active.", facet=True)
    founded: str | None = fact(
        v.DATE, "When it was set up or its organisation was founded, as stated.", precision="founded_precision"
    )
    founded_precision: str | None = fact(v.PRECISION, "How exact the date of its founding is.")
    email: str | None = fact(v.EMAIL, "Contact address of a role, never of a person.")
    policy_url: str | None = fact(v.URL, "Free software policy (OSPOmeta floss_policy).")
    code_urls: list[str] | None = facts(v.URL, "Where its code is published, as stated (OSPOmeta code).")
    code_accounts: list[str] | None = facts(v.ACCOUNT, "Accounts on code hosts.", identifies="account")
    city: str | None = fact(v.LABEL, "City or town of its seat.", facet=True)
