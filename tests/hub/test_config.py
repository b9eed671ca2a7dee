from pathlib import Path

import pytest

from hub.config import Settings, settings
from hub.errors import ErrorCode, HubError


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"HUB_{name.upper()}", raising=False)


def test_without_variables_the_defaults_hold() -> None:
    found = settings()
    assert (found.database_url, found.host, found.port, found.seeds) == (
        "sqlite+aiosqlite:///hub.db",
        "127.0.0.1",
        8000,
        (Path("seeds"),),
    )
    assert found.operator_token is None


@pytest.mark.parametrize("raw", ["a,b", "a:b", " a , b ", "a,,b"])
def test_seeds_are_a_list_of_directories(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("HUB_SEEDS", raw)
    assert settings().seeds == (Path("a"), Path("b"))


def test_origins_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_CORS_ORIGINS", "https://a.example,https://b.example")
    assert settings().cors_origins == ("https://a.example", "https://b.example")


def test_the_token_does_not_show_in_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_OPERATOR_TOKEN", "a-long-enough-secret")
    assert "a-long-enough-secret" not in repr(settings())


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("HUB_PORT", "eighty"),
        ("HUB_PORT", "70000"),
        ("HUB_TRUSTED_PROXIES", "proxy.example"),
        ("HUB_DIRECT_ANSWERS", "perhaps"),
        ("HUB_TIMEOUT", "0"),
        ("HUB_BASE_URI", "example.org"),
        ("HUB_OPERATOR_TOKEN", "short"),
        ("HUB_MAX_DEPTH", ""),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, raw: str
) -> None:
    monkeypatch.setenv(name, raw)
    with pytest.raises(HubError) as caught:
        settings()
    assert caught.value.code is ErrorCode.SETTING_INVALID
    assert name in caught.value.message
    assert not [
        word for word in ("Input", "should", "Value error", "valid", "does not appear") if word in caught.value.message
    ]
    assert "\n" not in str(caught.value)
    assert raw != "short" or "short" not in caught.value.message
    assert raw != "short" or "characters" in caught.value.message, "of a secret, its length"


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "http://127.0.0.1:8000"), ({"HUB_PORT": "9000"}, "http://127.0.0.1:9000"), ({"HUB_HOST": "0.0.0.0", "HUB_PORT": "81"}, "http://127.0.0.1:81"),  # noqa: S104
        ({"HUB_HOST": "::1"}, "http://[::1]:8000"), ({"HUB_BASE_URI": "https://hub.example/", "HUB_PORT": "9000"}, "https://hub.example"),
    ],
)  # fmt: skip
def test_the_address_is_where_the_hub_listens_unless_another_is_public(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], address: str
) -> None:
    for name in ("HUB_HOST", "HUB_PORT", "HUB_BASE_URI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert settings().address == address


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())
