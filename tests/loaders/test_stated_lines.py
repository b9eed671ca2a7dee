"""What another hub says line by line: details and figures are those of `schema.records`, or nothing."""

import json

import pytest

from loaders.exchange.stated import StatedLines
from schema.issues import IssueCode, Place
from schema.records import Detail, Figure, record_id

OTTER = record_id("dams", "product", "otter")
PLACE = {"path": "list.csv", "line": 2, "column": 3, "url": "https://dams.example/list"}
RECORD = {"id": OTTER, "kind": "product", "key": "otter", "stated": {"name": "Otter"}, "path": "list.csv"}
PASSAGE = {"record": OTTER, "sort": "passage", "name": "support", "texts": {"en": "Write to us."}}
MEMBERS = {"name": "members", "value": 7}


def entries(*lines):
    stated = StatedLines("dams", "exchange.jsonl")
    said = [stated.entries(json.dumps(line).encode(), number) for number, line in enumerate(lines, 1)]
    return [entry for found in said for entry in found]


def test_a_figure_and_a_detail_say_what_the_network_says_and_where():
    detail = {"record": OTTER, "sort": "figure", "name": "users", "number": 3, "unit": "towns", "position": 1}
    _, users, members = entries(
        {"record": RECORD}, {"detail": detail | PLACE}, {"figure": MEMBERS | PLACE | {"network": "weirs"}}
    )
    place = Place("list.csv", 2, 3, "https://dams.example/list")
    assert users == Detail("dams", "figure", OTTER, "users", place, number=3.0, unit="towns", position=1)
    assert members == Figure("dams", "members", 7.0, place)


@pytest.mark.parametrize(
    "line",
    [
        {"detail": PASSAGE | PLACE | {"record": record_id("dams", "product", "weasel")}},
        {"detail": PASSAGE | PLACE | {"record": None}},
        {"detail": PASSAGE | PLACE | {"name": "gossip"}},
        {"detail": PASSAGE | PLACE | {"texts": "Write to us."}},
        {"detail": PASSAGE | PLACE | {"concerns": "beauty"}},
        {"detail": PASSAGE | {"line": 1}},
        {"figure": MEMBERS | PLACE | {"value": "many"}},
        {"figure": MEMBERS | PLACE | {"as_of": "the day before yesterday"}},
        {"figure": MEMBERS | PLACE | {"line": -1}},
        {"figure": MEMBERS | PLACE | {"path": "list\n.csv"}},
        {"figure": {"value": 7} | PLACE},
    ],
)
def test_what_cannot_be_used_is_left_out_and_said(line):
    _, issue = entries({"record": RECORD}, line)
    assert (issue.code, issue.place) == (IssueCode.ROW_SHAPE, Place("exchange.jsonl", 2))


def test_a_passage_of_a_known_topic_is_taken():
    _, passage = entries({"record": RECORD}, {"detail": PASSAGE | PLACE})
    assert (passage.name, passage.texts) == ("support", {"en": "Write to us."})
