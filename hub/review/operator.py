"""What operators ask over GraphQL: explanations by the identity engine, and judgements behind their token."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

import orjson

from hub.clock import now
from hub.errors import HubError
from hub.identity import Verdict
from hub.load.judgements import HTTP, apply_judgements, judge, judgement_id, stored_with_origins
from hub.operators.actors import Actor, acting
from hub.operators.keyring import Keyring
from hub.operators.rights import Grant, Right
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.objects.record_objects import record_id_of
from hub.plan.refusals import RefusalCode, RequestError
from hub.review.described_things import LONGEST_NAME, ThingDescription, described
from hub.review.explanation import Comparison, explain, explained
from hub.review.group_judging import group_of
from hub.review.judging import Reviewer
from hub.review.lookup import Referent, live_records
from hub.review.thing_matching import FoundThing, Matcher
from hub.store import Database
from hub.store.database import storable
from hub.webhooks.deliveries import replay
from schema.kinds import NAMED_KINDS

_DEEDS = {Right.JUDGE: "judge", Right.WEBHOOKS: "see webhooks"}


class TokenOperator:
    """Implements `Operator` on one database. keyring: knows who may judge; by default the tokens of the store alone."""

    def __init__(self, database: Database, keyring: Keyring | None = None) -> None:
        self._database = database
        self._keyring = keyring or Keyring(database)
        self._matcher = Matcher(database)

    async def explain(self, a: str, b: str) -> str | None:
        """JSON {outcome, links} of two ids of entities or records; None if there is no such thing."""
        try:
            explanation = await explain(self._database, a, b)
        except HubError:
            return None
        links = [_link(link) for link in explanation.links]
        return orjson.dumps({"outcome": explanation.outcome, "links": links}).decode()

    async def match(self, arguments: Mapping[str, Any]) -> str:
        """JSON [{entity, record, match, outcome, score, percent, evidence}] of what a description may mean.

        Raises `RequestError` BAD_USER_INPUT.
        """
        [found] = await self._matcher.match([_description(arguments)], arguments["first"])
        return orjson.dumps([_found(thing) for thing in found]).decode()

    async def command(self, name: str, arguments: Mapping[str, Any], authorization: str | None) -> Any:
        """Carry out judge, judgeGroup, undoJudgement or replayWebhook.

        Raises `RequestError` UNAUTHENTICATED, FORBIDDEN or BAD_USER_INPUT.
        """
        right, carry_out = {
            "judge": (Right.JUDGE, self._judge),
            "judgeGroup": (Right.JUDGE, self._judge_group),
            "undoJudgement": (Right.JUDGE, self._undo),
            "replayWebhook": (Right.WEBHOOKS, self._replay_webhook),
        }[name]
        grant = await self._granted(authorization, right)
        # the exact type, as words of vocabularies stay members of their enum
        stated = {key: storable(value) if type(value) is str else value for key, value in arguments.items()}
        try:
            with acting(Actor(grant.name, grant.token, name)):
                return await carry_out(stated, grant)
        except HubError as error:
            raise RequestError(RefusalCode.BAD_USER_INPUT, error.message, error.hint) from error

    async def admit(self, authorization: str | None) -> None:
        """Raise `RequestError` UNAUTHENTICATED or FORBIDDEN unless whoever asks may see what webhooks are sent."""
        _require_all_networks(await self._granted(authorization, Right.WEBHOOKS))

    async def _granted(self, authorization: str | None, right: Right) -> Grant:
        grant = await self._keyring.grant(authorization)
        if grant is None and not await self._keyring.is_open():
            hint = f"Make a token with `hub token new --right {right}`, or start the hub with HUB_OPERATOR_TOKEN."
            what = (
                "Judging over HTTP is turned off."
                if right is Right.JUDGE
                else "This is for operators only, and this hub has none."
            )
            raise RequestError(RefusalCode.UNAUTHENTICATED, what, hint)
        if grant is None:
            raise RequestError(
                RefusalCode.UNAUTHENTICATED, "The operator's token is missing, wrong or no longer valid."
            )
        if right not in grant.rights:
            raise RequestError(RefusalCode.FORBIDDEN, f"This token does not have the right to {_DEEDS[right]}.")
        return grant

    async def _judge(self, arguments: Mapping[str, Any], grant: Grant) -> dict[str, Any]:
        _require_reasons(arguments)
        left, right = [await self._record(arguments[end]) for end in ("left", "right")]
        _require_network(grant, (left.founder.reference, right.founder.reference))
        links = (await explained(self._database, left, right)).links
        pair = (left.founder, right.founder, links[0].evidence if links else ())
        verdict = arguments["verdict"].name.lower()
        reviewer = Reviewer(self._database, None, arguments["by"])
        [judgement] = await reviewer.judgements([pair], verdict, arguments["why"])
        return {"revision": await judge(self._database, judgement), "judgementId": judgement_id(judgement)}

    async def _judge_group(self, arguments: Mapping[str, Any], grant: Grant) -> dict[str, Any]:
        """One verdict on all that is asked between some entities, in one revision."""
        _require_reasons(arguments)
        verdict = Verdict(arguments["verdict"].name.lower())
        pairs = await group_of(self._database, [record_id_of(storable(id_)) for id_ in arguments["entities"]], verdict)
        for pair in pairs:
            _require_network(grant, (pair.left.reference, pair.right.reference))
        reviewer = Reviewer(self._database, None, arguments["by"])
        judgements = await reviewer.judgements([pair.evidenced for pair in pairs], verdict.value, arguments["why"])
        async with self._database.write() as tx:
            report = await apply_judgements(tx, dict.fromkeys(judgements, HTTP), now)
        return {"revision": report.revision, "judgementIds": [judgement_id(judgement) for judgement in judgements]}

    async def _record(self, identity: str) -> Referent:
        """One record by its own id: a judgement is about records, not about the entities they are part of."""
        records = await live_records(self._database, "id = :id", id=record_id_of(identity))
        if not records:
            message = f"There is no record {identity}."
            hint = "Take the ids from candidates { nodes { left { id } } }."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, hint)
        return Referent(records[0].entity, records)

    async def _undo(self, arguments: Mapping[str, Any], grant: Grant) -> dict[str, Any]:
        for judgement, _ in await stored_with_origins(self._database):
            if judgement_id(judgement) == arguments["id"]:
                _require_network(grant, (judgement.left, judgement.right))
        # from the file that it came from too, or the next load would bring it back
        revision = await Reviewer(self._database, None, "").take_back({arguments["id"]})
        return {"revision": revision, "judgementId": None}

    async def _replay_webhook(self, arguments: Mapping[str, Any], grant: Grant) -> dict[str, Any]:
        _require_all_networks(grant)
        return {"deliveryIds": await replay(self._database, arguments["id"])}


def _require_network(grant: Grant, references: Collection[str]) -> None:
    """Raise FORBIDDEN where none of some records is of a network of the token.

    One suffices: most pairs are of two networks.
    """
    networks = {reference.split("/", 1)[0] for reference in references}
    if not grant.covers(networks):
        raise RequestError(RefusalCode.FORBIDDEN, f"This token is not for {' or '.join(sorted(networks))}.")


def _require_all_networks(grant: Grant) -> None:
    """Raise FORBIDDEN for a token of some networks: what webhooks are sent is of all of them."""
    if grant.networks is not None:
        raise RequestError(
            RefusalCode.FORBIDDEN, "This token is for some networks only, but webhooks are notified of all."
        )


def _description(arguments: Mapping[str, Any]) -> ThingDescription:
    """What is described. Raises BAD_USER_INPUT for what cannot be compared."""
    stated = [(name, arguments[name]) for name in ("country", "type", "url") if arguments.get(name) is not None]
    stated += [("identifier", value) for value in arguments.get("identifiers") or ()]
    kinds = [stored_word(kind) for kind in arguments.get("kinds") or ()]
    one = described(arguments.get("name") or "", kinds, stated)
    if others := [kind for kind in kinds if kind not in NAMED_KINDS]:
        hint = f"Use one of the kinds {', '.join(NAMED_KINDS)}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"Things of the kind {others[0]} cannot be matched.", hint)
    if one.unread:
        hint = "A country is a code or a name, an address begins with https, an identifier is scheme:value."
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"The value of {one.unread[0]} cannot be read.", hint)
    if len(one.name) > LONGEST_NAME:
        message = f"A name has at most {LONGEST_NAME} characters; this one has {len(one.name):,}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message)
    return one


def _found(thing: FoundThing) -> dict[str, Any]:
    evidence = [asdict(piece) for piece in thing.evidence]
    stated = {name: getattr(thing, name) for name in ("entity", "record", "score", "percent")}
    return {**stated, "match": thing.is_match, "outcome": thing.outcome.value, "evidence": evidence}


def _require_reasons(arguments: Mapping[str, Any]) -> None:
    if empty := [name for name in ("by", "why") if not arguments[name].strip()]:
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"A judgement needs {' and '.join(empty)}.")


def _link(link: Comparison) -> dict[str, Any]:
    evidence = [asdict(piece) for piece in link.evidence]
    return {
        "left": link.left.id,
        "right": link.right.id,
        "outcome": str(link.outcome),
        "score": link.score,
        "evidence": evidence,
    }
