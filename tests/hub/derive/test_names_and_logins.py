"""What an entity is called where some of its records are mere code accounts."""

from hub.derive.entities.merge_policy import Member, Standing, unify
from schema.kinds import KIND_BY_NAME

LOGIN = ("account", "github.com/zenner-hub")


def named(number, name, network="list", identifiers=()):
    return Member(f"org_{number}", network, {"name": name}, identifiers=identifiers)


def test_a_name_goes_before_a_login_whatever_the_precedence():
    account, body = named(1, "zenner-hub", identifiers=[LOGIN]), named(2, "Zenner Bureau", "register")
    unified = unify(KIND_BY_NAME["organisation"], [account, body], {"list": Standing(90)})
    assert unified.values == {"name": "Zenner Bureau", "alternate_names": ["zenner-hub"]}
    assert unified.origins["name"] == {"records": ["org_2"], "rule": "name"}


def test_of_logins_alone_precedence_decides():
    one, two = named(1, "zenner-hub", identifiers=[LOGIN]), named(2, "Zenner-Hub", "b", [LOGIN])
    unified = unify(KIND_BY_NAME["organisation"], [one, two], {"b": Standing(90)})
    assert unified.values["name"] == "Zenner-Hub"
    assert unified.origins["name"]["rule"] == "precedence"
