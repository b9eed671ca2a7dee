"""What operators ask over GraphQL: explanations by the identity engine, and judgements behind their token."""

import hmac
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import orjson
from pydantic import SecretStr

from hub.errors import HubError
from hub.identity import Judgement
from hub.load.clock import exact_stamp, now
from hub.load.judgements import judge, judgement_id, undo
from hub.plan.refusals import ErrorCode, RequestError
from hub.review.explanation import linked, outcome_of
from hub.review.lookup import COLUMNS, Named, named, stored
from hub.store import Database


class TokenOperator:
    """Implements `Operator` on one database. token: the operator's secret; without one mutations are off."""

    def __init__(self, database: Database, token: SecretStr | None = None) -> None:
        self._database = database
        self._token = token

    async def explain(self, a: str, b: str) -> str | None:
        """JSON {outcome, links} of two ids of entities or records; None if there is no such thing."""
        try:
            left, right = await named(self._database, a), await named(self._database, b)
        except HubError:
            return None
        links = await linked(self._database, left, right)
        told = [_told(link) for link in links]
        return orjson.dumps({"outcome": outcome_of(left, right, links), "links": told}).decode()

    async def command(self, name: str, arguments: Mapping[str, Any], authorization: str | None) -> Any:
        """Carry out judge or undoJudgement. Raises `RequestError` UNAUTHENTICATED or BAD_USER_INPUT."""
        self._authenticate(authorization)
        try:
            return await (self._judge(arguments) if name == "judge" else self._undo(arguments))
        except HubError as error:
            raise RequestError(ErrorCode.BAD_USER_INPUT, error.message, error.hint) from error

    def _authenticate(self, authorization: str | None) -> None:
        if self._token is None:
            raise RequestError(
                ErrorCode.UNAUTHENTICATED, "Judging over HTTP is off.", "Start the hub with HUB_OPERATOR_TOKEN."
            )
        way, _, given = (authorization or "").partition(" ")
        token = given.strip() if way.lower() == "bearer" else ""
        if not hmac.compare_digest(token.encode(), self._token.get_secret_value().encode()):
            raise RequestError(ErrorCode.UNAUTHENTICATED, "The operator's token is missing or wrong.")

    async def _judge(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        if empty := [name for name in ("by", "why") if not arguments[name].strip()]:
            raise RequestError(ErrorCode.BAD_USER_INPUT, f"A judgement needs {' and '.join(empty)}.")
        left, right = [await self._record(arguments[end]) for end in ("left", "right")]
        links = await linked(self._database, left, right)
        pieces = tuple(piece.name for piece in links[0].evidence) if links else ()
        judgement = Judgement(
            left.founder.reference,
            right.founder.reference,
            arguments["verdict"].name.lower(),
            arguments["by"],
            exact_stamp(now),
            arguments["why"],
            pieces,
        )
        return {"revision": await judge(self._database, judgement), "judgementId": judgement_id(judgement)}

    async def _record(self, identity: str) -> Named:
        """One record by its own id: a judgement is about records, not about the entities they are part of."""
        rows = await self._database.fetch_rows(
            f"SELECT {COLUMNS} FROM record WHERE id = :id AND withdrawn_revision IS NULL", id=identity
        )
        if not rows:
            raise RequestError(
                ErrorCode.BAD_USER_INPUT,
                f"There is no record {identity}.",
                "Take the ids from candidates { nodes { left { id } } }.",
            )
        found = stored(rows[0])
        return Named(found.entity, (found,))

    async def _undo(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        return {"revision": await undo(self._database, arguments["id"]), "judgementId": None}


def _told(link: Any) -> dict[str, Any]:
    pieces = [asdict(piece) for piece in link.evidence]
    return {
        "left": link.left.id,
        "right": link.right.id,
        "outcome": str(link.outcome),
        "score": link.score,
        "evidence": pieces,
    }
