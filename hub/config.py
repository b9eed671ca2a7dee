"""Settings of the hub: `HUB_*` variables of the environment, each with its default."""

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from hub.errors import ErrorCode, HubError
from loaders.pydantic_words import in_own_words

PREFIX = "HUB_"


def _listed(raw: object, separators: str) -> object:
    if not isinstance(raw, str):
        return raw
    for separator in separators:
        raw = raw.replace(separator, "\n")
    return [part.strip() for part in raw.split("\n") if part.strip()]


def _network(stated: str) -> str:
    """An address or network of addresses in full."""
    try:
        return str(ip_network(stated))
    except ValueError:
        raise PydanticCustomError(
            "network", "{stated} is neither an address nor a network", {"stated": stated[:60]}
        ) from None


class Settings(BaseSettings):
    """All settings. Read them with `settings()`, which says in one sentence what is wrong with a value."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    database_url: str = Field(
        "sqlite+aiosqlite:///hub.db",
        description="Where the hub keeps what it loads: an SQLite file or a PostgreSQL database, as an SQLAlchemy URL.",
    )
    database_read_urls: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description=(
            "Replicas of a PostgreSQL database to read from, as URLs separated by commas; a replica that lags is"
            " skipped, see docs/scale.md."
        ),
    )
    staleness: float = Field(
        1.0,
        ge=0,
        le=60,
        description=(
            "Seconds for which a node relies on the revision that PostgreSQL last reported, while it listens for newer"
            " ones; 0 asks before each answer. A client never gets an older revision than it has seen."
        ),
    )
    host: str = Field("127.0.0.1", description="Address on which the hub listens.")
    port: int = Field(8000, ge=0, le=65535, description="Port on which the hub listens; 0 picks a free one.")
    workers: int = Field(
        1,
        ge=1,
        description="Processes that serve; on SQLite they share the file, and their caches follow its revision.",
    )
    seeds: Annotated[tuple[Path, ...], NoDecode] = Field(
        (Path("seeds"),),
        description=(
            "Seed directories, or directories that contain them; separated by commas or by the system's path separator."
        ),
    )
    pushed_seeds: Path | None = Field(
        None,
        description=(
            "Directory for the seeds that operators push (PUT /networks/<slug>/seed); by default `<store>.seeds` beside"
            " an SQLite file, `hub.seeds` for PostgreSQL."
        ),
    )
    load_workers: int = Field(
        0,
        ge=0,
        le=64,
        description=(
            "Number of processes that share the work of a load, by `hub load` or `hub serve`, if there is enough of it;"
            " 0 for one per core, 1 for the command's own process alone. The number does not change what is stored."
        ),
    )
    max_seeds: int = Field(
        64 * 1024 * 1024, ge=1024, description="Largest archive of seeds that is accepted over HTTP, in bytes."
    )
    history_days: int = Field(
        365,
        ge=0,
        description=(
            "Days for which earlier values of records are kept; the last three loads of each network are always kept,"
            " so that they can be undone."
        ),
    )
    past_stores: int = Field(
        2,
        ge=0,
        description=(
            "How many stores of earlier revisions are kept at a time to answer `asOf`; each is as large as the store"
            " was then. 0 turns `asOf` off."
        ),
    )
    base_uri: str | None = Field(
        None,
        pattern=r"^https?://[^\s/]+",
        description=(
            "Public address of the hub, with which every entity's URI starts; default: the address on which the hub"
            " listens."
        ),
    )
    contact: str | None = Field(
        None, description="Whom to contact about this hub, shown on /about: an email address or a web page."
    )
    publisher_type: Literal[
        "Academia-ScientificOrganisation",
        "Company",
        "IndustryConsortium",
        "LocalAuthority",
        "NationalAuthority",
        "NonGovernmentalOrganisation",
        "NonProfitOrganisation",
        "RegionalAuthority",
        "StandardisationBody",
        "SupraNationalAuthority",
    ] = Field(
        "NonProfitOrganisation",
        description=(
            "What type of publisher the operator of this hub is, in the terms of ADMS; stated to portals in"
            " /catalog.ttl."
        ),
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        ("*",),
        description=(
            "Origins whose pages may read the hub, separated by commas; * allows all, because the data is public."
            " WebSockets are only for the hub's own pages and for origins that are named here."
        ),
    )
    operator_token: SecretStr | None = Field(
        None,
        min_length=16,
        description="Secret token with all rights over HTTP; make tokens for single operators with `hub token new`.",
    )
    sealing_key: SecretStr | None = Field(
        None,
        min_length=16,
        description=(
            "Secret with which sign-ins to /review are sealed; default: HUB_OPERATOR_TOKEN, or else a new secret at"
            " each start, which ends all sign-ins."
        ),
    )
    max_depth: int = Field(16, ge=1, description="Deepest nesting of fields in an operation.")
    max_aliases: int = Field(50, ge=0, description="Largest number of aliases in an operation.")
    max_tokens: int = Field(4000, ge=1, description="Largest number of tokens in a document.")
    max_body: int = Field(256 * 1024, ge=1024, description="Largest request body in bytes.")
    max_page_size: int = Field(100, ge=1, description="Largest page.")
    max_bulk_page_size: int = Field(
        1000, ge=1, description="Largest page of a client that names itself as bulk (header x-hub-client: bulk)."
    )
    max_cost: int = Field(
        50_000, ge=1, description="Highest cost of an operation, computed before it runs; docs/graphql.md says how."
    )
    max_bulk_cost: int = Field(
        1_000_000, ge=1, description="Highest cost of an operation of a bulk client (header x-hub-client: bulk)."
    )
    max_subscriptions: int = Field(
        100, ge=1, description="Largest number of operations at a time on one WebSocket connection."
    )
    max_downloads: int = Field(
        4, ge=1, description="Downloads at a time; each holds a state of the store until it has been sent."
    )
    budget: int = Field(
        1_000_000,
        ge=0,
        description=(
            "Total cost of what one client, known by its address, may ask for in a minute; 0 for no limit. A page or a"
            " download costs 100."
        ),
    )
    operator_budget: int = Field(10_000_000, ge=0, description="The same for a client that sends an operator's token.")
    client_operations: int = Field(
        16,
        ge=0,
        description=(
            "Operations that one client may run at a time, not counting those answered at once; 0 for any number."
        ),
    )
    client_connections: int = Field(
        128,
        ge=0,
        description=(
            "Connections from one address at a time, except trusted proxies, and streams and sockets of one client; 0"
            " for any number."
        ),
    )
    client_downloads: int = Field(2, ge=0, description="Downloads of one client at a time; 0 for any number.")
    unmetered: Annotated[tuple[str, ...], NoDecode] = Field(
        ("127.0.0.0/8", "::1"),
        description=(
            "Addresses or networks without a budget, separated by commas; by default this machine, unless a proxy on it"
            " names the client."
        ),
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        ("127.0.0.1", "::1"),
        description=(
            "Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are trusted, separated by"
            " commas; those of all others are ignored."
        ),
    )
    snapshots: Path = Field(
        Path("snapshots"),
        description="Directory to which `hub snapshot` writes and from which /snapshots/ is served.",
    )
    keep_snapshots: int = Field(
        0, ge=0, description="How many snapshots keep their files when a new one is written; 0 for all."
    )
    persisted_queries: int = Field(
        1000,
        ge=0,
        description="How many persisted queries (sha256Hash of Apollo's clients) are kept; 0 turns them off.",
    )
    only_trusted: bool = Field(
        False,
        description=(
            "Whether the hub answers only operations that operators have added with `hub operations add`; its pages,"
            " files and tools stay available."
        ),
    )
    kept_answers: int = Field(
        64,
        ge=0,
        description=(
            "Megabytes of answers that are kept until the next revision and sent again to clients that ask the same; 0"
            " for none."
        ),
    )
    row_fragments: int = Field(
        64,
        ge=0,
        description=(
            "Megabytes of entities that are kept in the form of answers until the next revision, so that lists need not"
            " be read again; 0 for none."
        ),
    )
    direct_answers: bool = Field(
        True,
        description=(
            "Whether the HTTP protocol itself answers POST /graphql when there is nothing to wait for, instead of going"
            " through ASGI."
        ),
    )
    harvest: bool = Field(
        False,
        description=(
            "Whether `hub serve` harvests, in the background, sources of its seed directories that are published"
            " elsewhere (docs/live.md)."
        ),
    )
    harvest_look: float = Field(
        60.0,
        gt=0,
        description="Seconds, give or take half, between two checks of `hub serve` for sources that are due.",
    )
    harvest_private: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description=(
            "Private or local addresses or networks, separated by commas, that may be harvested nevertheless, such as"
            " 10.20.0.0/16."
        ),
    )
    harvest_size: int = Field(
        64 * 1024 * 1024, ge=1024, description="Most bytes that are fetched for one source, compressed or uncompressed."
    )
    harvest_timeout: float = Field(300.0, gt=0, description="Seconds after which fetching a file is given up.")
    harvest_patience: float = Field(
        60.0,
        ge=0,
        description=(
            "Longest time in seconds that a harvest waits for a server that asks for a pause; if the pause is longer,"
            " it tries again another time."
        ),
    )
    harvest_mail: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description=(
            "Email addresses, separated by commas, that are sent mail about changes and failures of harvests; none by"
            " default."
        ),
    )
    mail_server: str = Field(
        "localhost:25",
        pattern=r"^[^\s:]+:\d+$",
        description="Mail server (SMTP) of this machine or network, as host:port.",
    )
    mail_sender: str = Field("hub@localhost", description="Address from which mail is sent.")
    webhook_key: SecretStr | None = Field(
        None,
        min_length=32,
        description=(
            "Secret from which the secrets of all webhooks are derived (they are stored nowhere); without it there are"
            " no webhooks. If you change it, all of them change."
        ),
    )
    webhook_pause: float = Field(
        5.0,
        ge=0,
        description=(
            "Seconds without further changes after which webhooks are notified, so that several loads make one message;"
            " after a minute at the latest."
        ),
    )
    timeout: float = Field(10.0, gt=0, description="Seconds after which an operation is stopped.")

    @field_validator("seeds", mode="before")
    @classmethod
    def _paths(cls, raw: object) -> object:
        return _listed(raw, "," + os.pathsep)

    @field_validator("harvest_private", "unmetered", "trusted_proxies")
    @classmethod
    def _networks(cls, stated: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(_network, stated))

    @field_validator(
        "cors_origins",
        "database_read_urls",
        "harvest_mail",
        "harvest_private",
        "unmetered",
        "trusted_proxies",
        mode="before",
    )
    @classmethod
    def _origins(cls, raw: object) -> object:
        return _listed(raw, ",")

    @field_validator("base_uri")
    @classmethod
    def _without_slash(cls, uri: str | None) -> str | None:
        return uri and uri.rstrip("/")

    @property
    def pushed_folder(self) -> Path:
        """Where pushed seeds are kept."""
        scheme, _, path = self.database_url.partition(":///")
        beside = Path(f"{path.partition('?')[0]}.seeds") if scheme.startswith("sqlite") else Path("hub.seeds")
        return self.pushed_seeds or beside

    @property
    def address(self) -> str:
        """The public address, without a slash at its end."""
        bracketed = f"[{self.host}]" if ":" in self.host else self.host
        # A hub that listens everywhere is reached on this machine.
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, bracketed)  # noqa: S104 - compared, not bound
        return self.base_uri or (f"http://{host}:{self.port}" if self.port else f"http://{host}")


def settings() -> Settings:
    """The settings of the environment. Raises `HubError` that names the first wrong variable and what it needs."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise HubError(
            ErrorCode.SETTING_INVALID,
            f"{name} {in_own_words(first)}.",
            f"Change or unset {name}; docs/settings.md lists all.",
        ) from None
