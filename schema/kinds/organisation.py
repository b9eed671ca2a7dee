"""Organisations: public bodies, vendors, associations, universities, networks' legal persons."""

from schema.kinds.entity import EntityColumns
from schema.kinds.facts import fact, facts
from schema.values import catalogue as v


class Organisation(EntityColumns, table=True):
    """A body that can act: a municipality, ministry, agency, association, university or company."""

    type: str | None = fact(v.ORGANISATION_TYPE, "Level of government or form.", facet=True)
    acronym: str | None = fact(v.LABEL, "Short name by which it is known.")
    address: str | None = fact(v.LABEL, "Postal address of its seat, without persons.")
    city: str | None = fact(v.LABEL, "Town of its seat.", facet=True)
    region: str | None = fact(v.LABEL, "State, province, canton or region.", facet=True)
    founded: str | None = fact(v.DATE, "When it was founded.", precision="founded_precision")
    founded_precision: str | None = fact(v.PRECISION, "How exact `founded` is.")
    dissolved: str | None = fact(v.DATE, "When it ended.", precision="dissolved_precision")
    dissolved_precision: str | None = fact(v.PRECISION, "How exact `dissolved` is.")
    status: str | None = fact(v.ACTIVITY_STATUS, "Whether it is active.", facet=True)
    email: str | None = fact(v.EMAIL, "Role address for questions.")
    logo_url: str | None = fact(v.URL, "Its logo.")
    code_accounts: list[str] | None = facts(v.ACCOUNT, "Its accounts on code hosts.", identifies="account")
    inhabitants: int | None = fact(v.INTEGER, "Inhabitants of a territorial authority.")
    size_group: str | None = fact(v.LABEL, "Group by size as its network counts it.", facet=True)
    membership_fee: str | None = fact(v.LABEL, "What membership in it costs, with currency and period.")
