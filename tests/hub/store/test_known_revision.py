"""What a node relies on: never less than it has heard, never longer than allowed, never across its own writes."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from hub.store.known_revision import KnownRevision
from hub.store.replication import ReplicaStanding, Replication


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def followed(staleness: float = 1.0) -> tuple[KnownRevision, Clock]:
    clock = Clock()
    known = KnownRevision(staleness, clock)
    known.is_followed = True
    return known, clock


def test_an_answer_of_the_primary_is_relied_on_from_when_it_was_asked() -> None:
    known, clock = followed()
    question = known.asked()
    clock.now = 0.9
    known.learn(3, question)
    assert (known.number, known.is_sure) == (3, True)
    clock.now = 1.0
    assert not known.is_sure


def test_nothing_is_relied_on_that_was_asked_before_a_write_of_ones_own() -> None:
    known, _ = followed()
    question = known.asked()
    known.doubt()
    known.learn(3, question)
    assert (known.number, known.is_sure) == (3, False)
    known.learn(4, known.asked())
    assert known.is_sure


def test_nothing_is_relied_on_where_nobody_listens_or_nothing_may_be() -> None:
    for known in (KnownRevision(1.0, Clock()), followed(0.0)[0]):
        known.learn(3, known.asked())
        assert (known.number, known.is_sure) == (3, False)


def test_an_answer_that_was_overtaken_takes_nothing_back_and_an_older_store_does() -> None:
    known, _ = followed()
    early = known.asked()
    known.hear(5)
    known.learn(4, early)  # it was read before 5 was there
    assert known.number == 5
    known.learn(4, known.asked())  # 5 was there, and is no more
    assert known.number == 4


def test_who_waits_is_woken_by_a_greater_revision_alone() -> None:
    known, _ = followed()
    known.hear(2)
    bell = known.risen
    known.hear(2)
    assert not bell.is_set()
    known.hear(3)
    assert bell.is_set()
    assert not known.risen.is_set()


@given(st.lists(st.integers(1, 9)))
def test_what_is_heard_never_makes_it_less(heard: list[int]) -> None:
    known, _ = followed()
    for number in heard:
        before = known.number
        known.hear(number)
        assert known.number == max(before, number)


def test_a_replica_is_read_from_only_while_it_is_there_and_has_what_is_known() -> None:
    replication = Replication([make_url("postgresql://hub@replica/hub")])
    [replica], known = replication.replicas, replication.known
    known.hear(4)
    standings = [replica.standing]
    for change in (
        lambda: replica.find(4),
        lambda: known.hear(5),
        lambda: replica.find(5),
        lambda: replica.lose(OSError()),
    ):
        change()
        standings.append(replica.standing)
    assert standings == [
        ReplicaStanding.LAGGING,
        ReplicaStanding.CURRENT,
        ReplicaStanding.LAGGING,
        ReplicaStanding.CURRENT,
        ReplicaStanding.GONE,
    ]
    assert replication.standings() == {"current": 0, "lagging": 0, "gone": 1}
    pauses = [replica.pause]
    for _ in range(9):
        replica.lose(OSError())
        pauses.append(replica.pause)
    assert pauses[:3] == [0.25, 0.5, 1.0]
    assert pauses[-1] == pauses[-2] == 15.0
    replica.find(6)  # it has heard of a revision that this node has not
    assert (replica.standing, replica.pause, known.number) == (ReplicaStanding.CURRENT, 0.25, 6)


def test_how_a_replica_stands_is_told_once(caplog) -> None:
    caplog.set_level("INFO", "hub.store")
    replication = Replication([make_url("postgresql://hub:very-secret@replica/hub")])
    [replica], known = replication.replicas, replication.known
    clock = known.clock = Clock()
    known.hear(2)
    for second in range(4):
        clock.now = second
        replica.find(1)
    replica.find(2)
    for _ in range(3):
        replica.lose(OSError("no route"))
    replica.find(2)
    replica.find(2)
    told = [record.getMessage().partition(":")[0] for record in caplog.records]
    assert told == [
        "replica is passed over, at revision 1 of 2",
        "replica answers again, at revision 2",
        "replica is gone",
        "replica answers again, at revision 2",
    ]
    assert "very-secret" not in caplog.text
