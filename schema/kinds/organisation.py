"""Organisations: public bodies, vendors, associations, universities, networks' legal persons."""

from schema.kinds.entity import EntityColumns
from schema.kinds.facts import fact, facts
from schema.values import catalogue as v


class Organisation(EntityColumns, table=True):
    """An organisation: a municipality, ministry, agency, association, university or company."""

    type: str | None = fact(v.ORGANISATION_TYPE, "Level of government or legal form.", facet=True)
    acronym: str | None = fact(v.LABEL, "Acronym by which it is known.")
    address: str | None = fact(v.LABEL, "Postal address of its seat, without names of people.")
    city: str | None = fact(v.LABEL, "City or town of its seat.", facet=True)
    region: str | None = fact(v.LABEL, "State, province, canton or region.", facet=True)
    founded: str | None = fact(v.DATE, "When it was founded.", precision="founded_precision")
    founded_precision: str | None = fact(v.PRECISION, "How exact the date of its founding is.")
    dissolved: str | None = fact(v.DATE, "When it was dissolved.", precision="dissolved_precision")
    dissolved_precision: str | None = fact(v.PRECISION, "How exact the date of its dissolution is.")
    status: str | None = fact(v.ACTIVITY_STATUS, "Whether it is active.", facet=True)
    email: str | None = fact(v.EMAIL, "Contact address of a role, never of a person.")
    logo_url: str | None = fact(v.URL, "Logo.")
    code_accounts: list[str] | None = facts(v.ACCOUNT, "Accounts on code hosts.", identifies="account")
    inhabitants: int | None = fact(v.INTEGER, "Number of inhabitants, for territorial authorities.")
