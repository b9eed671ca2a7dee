"""Labels of what texts mention: read from CSV, counted against what is found now."""

import pytest

from hub.identity.evaluation.labelled_mentions import are_mentions, evaluate_mentions, read_mentions

HEADER = "network,kind,key,mention,target_network,target_kind,target_key,label,why"
ROWS = [
    "a,event,day,OW2,b,organisation,ow2,right,",
    "a,event,day,Board,b,organisation,board,wrong,a common word",
    "a,event,eve,Ceph,b,product,ceph,right,",
    "a,event,eve,Uber,b,organisation,uber,wrong,",
    "a,event,eve,Slack,b,product,slack,,",
]
ENTITIES = {
    ("b", "organisation", "ow2"): "org_1",
    ("b", "organisation", "board"): "org_2",
    ("b", "product", "ceph"): "prod_1",
}


def test_a_header_with_a_target_is_that_of_mentions():
    assert are_mentions(HEADER)
    assert not are_mentions("left_network,right_network,label")
    assert not are_mentions("target_keys,label")


def test_rows_are_read_with_their_text_target_and_reason_and_those_without_a_label_left_out():
    mentions = read_mentions([HEADER, *ROWS])
    assert [(one.text, one.target, one.mention, one.right, one.why) for one in mentions] == [
        (("a", "event", "day"), ("b", "organisation", "ow2"), "OW2", True, ""),
        (("a", "event", "day"), ("b", "organisation", "board"), "Board", False, "a common word"),
        (("a", "event", "eve"), ("b", "product", "ceph"), "Ceph", True, ""),
        (("a", "event", "eve"), ("b", "organisation", "uber"), "Uber", False, ""),
    ]
    with pytest.raises(KeyError, match="target_key"):
        read_mentions(
            ["network,kind,key,mention,target_network,target_kind,label", "a,event,day,OW2,b,organisation,right"]
        )


def test_each_mention_counts_by_its_label_and_by_whether_its_text_leads_to_its_target():
    found = {(("a", "event", "day"), "org_1"), (("a", "event", "day"), "org_2"), (("a", "event", "day"), "prod_1")}
    evaluation = evaluate_mentions(read_mentions([HEADER, *ROWS]), ENTITIES, found)
    counts = evaluation.as_dict()
    assert (counts["right_found"], counts["wrong_found"], counts["right_missed"], counts["wrong_missed"]) == (
        1,
        1,
        1,
        1,
    )
    assert (counts["precision"], counts["recall"]) == (0.5, 0.5)
    assert [one.mention for one in evaluation.wrong_found] == ["Board"]
    assert [one.mention for one in evaluation.right_missed] == ["Ceph"]
