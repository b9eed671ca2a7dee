"""Who is told of changes: signed, in order, at least once, by one of several processes, whatever receivers do."""

import asyncio
import json
import logging
from datetime import timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from hub.errors import HubError
from hub.harvest.host_rules import HostRules
from hub.load import load
from hub.store import Database
from hub.webhooks import deliveries as log
from hub.webhooks.deliveries import BACK_OFF, CLAIM, replay
from hub.webhooks.hooks import add_hook, listed_hooks, remove_hook, rotate_hook
from tests.hub.webhooks.conftest import HERE, KEY, courier_of

CITY = {"key": "kbh", "name": "Københavns Kommune"}
PRODUCT = {"key": "os2mo", "name": "OS2mo"}


async def told(store, receiver, clock, **options):
    return await courier_of(store, clock, **options).round()


async def test_a_hook_is_told_signed_of_what_it_follows(store, seeds, receiver, clock):
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock)
    await load(store, seeds.write("beta", {"organisation": [CITY]}), clock=clock)
    made = await add_hook(store, KEY, receiver.url, kinds=["product"], networks=["alpha"], rules=HERE, clock=clock)
    assert await told(store, receiver, clock) == 0, "what was before is not told"
    await load(
        store, seeds.write("beta", {"product": [{"key": "x", "name": "X"}]}), clock=clock, allow_mass_delete=True
    )
    assert await told(store, receiver, clock) == 0, "another network"
    await load(store, seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}), clock=clock)
    assert await told(store, receiver, clock, pause=10) == 0, "more may be coming"
    clock.move(seconds=10)
    assert await told(store, receiver, clock, pause=10) == 1
    assert await told(store, receiver, clock) == 0
    [message] = receiver.got
    event = Webhook(made.secret).verify(message.body, message.headers)
    assert (event["specversion"], event["type"], event["source"]) == (
        "1.0", "public-sector-open-source-hub.changes", "https://hub.example",
    )  # fmt: skip
    assert event["id"] == message.headers["webhook-id"]
    assert message.headers["content-type"].startswith("application/cloudevents+json")
    [change] = event["data"]["changes"]
    assert (event["data"]["count"], change["action"], change["kind"], change["name"]) == (
        1,
        "added",
        "product",
        "OS2mo",
    )
    assert change["uri"] == f"https://hub.example/entity/{change['id']}"
    [hook] = await listed_hooks(store)
    assert (hook["pending"], hook["target"]) == (0, f"http://127.0.0.1:{receiver.port}/hook")
    stored = str(await store.fetch_rows("SELECT * FROM webhook"))
    assert made.secret.removeprefix("whsec_") not in stored, "no secret is at rest"


async def test_forged_and_replayed_messages_are_known_for_such(store, seeds, receiver, clock):
    made = await add_hook(store, KEY, receiver.url, rules=HERE, clock=clock)
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock)
    await told(store, receiver, clock)
    [message] = receiver.got
    webhook = Webhook(made.secret)
    webhook.verify(message.body, message.headers)
    with pytest.raises(WebhookVerificationError):
        webhook.verify(message.body.replace("Kommune", "Komune"), message.headers)
    with pytest.raises(WebhookVerificationError):
        webhook.verify(message.body, message.headers | {"webhook-id": "msg_other"})
    old = str(int(message.headers["webhook-timestamp"]) - 3600)
    with pytest.raises(WebhookVerificationError):
        webhook.verify(message.body, message.headers | {"webhook-timestamp": old})
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 43 + "=").verify(message.body, message.headers)


async def test_secrets_rotate_with_an_overlap(store, seeds, receiver, clock):
    first = await add_hook(store, KEY, receiver.url, rules=HERE, clock=clock)
    second = await rotate_hook(store, KEY, first.id, clock=clock)
    assert first.secret != second.secret
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock)
    await told(store, receiver, clock)
    for secret in (first.secret, second.secret):
        Webhook(secret).verify(receiver.got[0].body, receiver.got[0].headers)
    await store.dispose()
    await load(store, seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}), clock=clock)
    await told(store, receiver, clock)
    assert receiver.got[1].headers["webhook-signature"].count("v1,") == 2
    clock.move(days=2)
    await replay(store, receiver.got[1].headers["webhook-id"], clock=clock)
    await told(store, receiver, clock)
    assert receiver.got[2].headers["webhook-id"] == receiver.got[1].headers["webhook-id"], (
        "the receiver knows it by its id"
    )
    assert receiver.got[2].headers["webhook-signature"].count("v1,") == 1
    await remove_hook(store, first.id)
    assert await listed_hooks(store) == []
    with pytest.raises(HubError, match="There is no webhook"):
        await rotate_hook(store, KEY, first.id)
    with pytest.raises(HubError, match="There is no webhook"):
        await log.deliveries(store, first.id)


async def test_what_does_not_arrive_is_tried_for_three_days_and_then_off(store, seeds, receiver, clock, caplog):
    caplog.set_level(logging.INFO)
    made = await add_hook(store, KEY, receiver.url, rules=HERE, clock=clock)
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock)
    receiver.says = [500, "endless", 503, 302, "silent", *([500] * 5)]
    outcomes = []
    for wait in (*BACK_OFF, timedelta()):
        assert await told(store, receiver, clock, seconds=0.5) == 1
        outcomes.append((await log.deliveries(store))[0])
        if outcomes[-1].state == "delivered":
            break
        clock.move(seconds=wait.total_seconds())
    assert [one.state for one in outcomes] == ["pending", "delivered"], "an endless answer is as good as a short one"
    await load(store, seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}), clock=clock)
    errors = []
    for wait in (*BACK_OFF, timedelta()):
        assert await told(store, receiver, clock, seconds=0.5) == 1
        errors.append((await log.deliveries(store))[0].error)
        assert await told(store, receiver, clock) == 0, "not before its time"
        await load(
            store,
            seeds.write("beta", {"organisation": [{"key": str(wait), "name": "X"}]}),
            clock=clock,
            allow_mass_delete=True,
        )
        receiver.says = receiver.says or [500]
        clock.move(seconds=wait.total_seconds())
    assert errors[:4] == ["it answers 503", "it answers 302", "no answer within 0.5 seconds", "it answers 500"]
    [hook] = await listed_hooks(store)
    assert hook["off_why"] == "nothing has arrived for three days: it answers 500"
    assert hook["pending"] == 0
    assert sum(BACK_OFF, timedelta()) == timedelta(days=3)
    clock.move(days=1)
    assert await told(store, receiver, clock) == 0, "off is off"
    receiver.says = []
    [again] = await replay(store, made.id, clock=clock)
    assert await told(store, receiver, clock) == 1
    assert await told(store, receiver, clock) == 1, "all that happened meanwhile is one message"
    first, second = (json.loads(one.body)["data"] for one in receiver.got[-2:])
    assert first["revision"] == second["since"], "nothing is missed or told twice, in order"
    assert receiver.got[-2].headers["webhook-id"] == again
    assert "of-the-receiver" not in caplog.text, "addresses may hold secrets"
    assert made.secret not in caplog.text


async def test_a_receiver_that_answers_410_is_told_no_more(store, seeds, receiver, clock):
    await add_hook(store, KEY, receiver.url, rules=HERE, clock=clock)
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock)
    receiver.says = ["dripping", "cut"]
    await told(store, receiver, clock)
    [delivery] = await log.deliveries(store)
    assert (delivery.state, delivery.status) == ("delivered", 200), "the status counts, however its answer ends"
    await load(store, seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}), clock=clock)
    await told(store, receiver, clock)
    [hook] = await listed_hooks(store)
    assert "410" in hook["off_why"]


async def test_a_hook_that_is_damaged_keeps_no_other_waiting(store, seeds, receiver, clock, caplog):
    damaged, good = [await add_hook(store, KEY, receiver.url, rules=HERE, clock=clock) for _ in range(2)]
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock)
    async with store.write() as tx:
        await tx.run("UPDATE webhook SET rotated_at = 'never' WHERE id = :id", id=damaged.id)
    assert await told(store, receiver, clock) == 1
    assert [one.webhook for one in await log.deliveries(store) if one.state == "delivered"] == [good.id]
    assert f"Nothing was sent to the webhook {damaged.id}: ValueError" in caplog.text


async def test_several_processes_send_a_message_once_and_take_over_from_the_dead(store, seeds, receiver, clock):
    await add_hook(store, KEY, receiver.url, rules=HERE, clock=clock)
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock)
    async with Database(store.url.render_as_string(hide_password=False)) as other:
        sent = await asyncio.gather(*(told(one, receiver, clock) for one in (store, other, store, other)))
        assert (sum(sent), len(receiver.got)) == (1, 1)
        await load(store, seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}), clock=clock)
        dead = courier_of(store, clock)
        [hook] = await log.due_hooks(store, clock)
        assert await log.claimed(store, hook, dead.holder, 0, "https://hub.example", clock)  # and is killed now
        assert await told(other, receiver, clock) == 0, "it may still be on its way"
        clock.move(seconds=CLAIM.total_seconds() + 1)
        assert await told(other, receiver, clock) == 1
    assert len(receiver.got) == 2


async def test_private_addresses_are_neither_taken_nor_told(store, seeds, receiver, clock):
    for target in (
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://10.0.0.1/x",
        "ftp://a.example/",
        "http://u:p@a.example/",
    ):
        with pytest.raises(HubError, match="Nothing can be sent"):
            await add_hook(store, KEY, target, rules=HostRules(), clock=clock)

    async def turned(_host: str, _port: int) -> list[str]:
        return ["169.254.169.254"]

    await add_hook(store, KEY, receiver.url, rules=HERE, clock=clock)
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock)
    courier = courier_of(store, clock)
    courier.messenger = type(courier.messenger)("test-hub", HostRules(resolve=turned))
    assert await courier.round() == 1
    [delivery] = await log.deliveries(store)
    assert "private or local address" in str(delivery.error)
    assert receiver.got == []
    with pytest.raises(HubError, match="There is no kind"):
        await add_hook(store, KEY, receiver.url, kinds=["tree"], rules=HERE)
    with pytest.raises(HubError, match="There is no network"):
        await add_hook(store, KEY, receiver.url, networks=["gamma"], rules=HERE)
