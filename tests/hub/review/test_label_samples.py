"""What is drawn to be labelled, and what becomes of the labels, on both databases."""

import pytest

from hub.identity.evaluation import read_pairs
from hub.identity.evaluation.labelled_mentions import read_mentions
from hub.load import load
from hub.review.evaluated_records import Labels, report_on
from hub.review.label_samples import sampled_candidates, sampled_mentions

OFFICE = {
    "key": "ospo",
    "name": "OSPO of Aarhus",
    "countries": ["DK"],
    "to:organisations": [{"label": "Aarhus Kommune"}],
}
NEWS = {"key": "news", "name": "OS2mo reaches Aarhus Kommune", "description": {"da": "Aarhus Kommune bruger Forms"}}


@pytest.fixture
async def published(loaded, seeds):
    await load(loaded, seeds.write("delta", {"ospo": [OFFICE], "news-item": [NEWS]}))
    return loaded


def as_lines(rows, label):
    columns = list(rows[0])
    return [
        ",".join(columns),
        *(",".join((row | {"label": label})[name].replace(",", " ") for name in columns) for row in rows),
    ]


async def test_a_sample_of_candidates_is_a_file_of_pairs_that_wait(published):
    rows = await sampled_candidates(published, 100, "1")
    assert {"aar", "aarhus"} in [{row["left_id_or_url"], row["right_id_or_url"]} for row in rows]
    report = await report_on(published, Labels(read_pairs(as_lines(rows, "same"))), None)
    assert report.pairs.groups("records")["all"]["all"].candidate_same == len(rows)


async def test_a_sample_of_mentions_has_the_words_around_and_is_found_again(published):
    rows = await sampled_mentions(published, 100, "1")
    assert {(row["mention"], row["target_kind"]) for row in rows} >= {
        ("OS2mo", "product"),
        ("Aarhus Kommune", "organisation"),
    }
    assert {row["around"] for row in rows if row["field"] == "name"} == {NEWS["name"]}
    assert [row["mention"] for row in await sampled_mentions(published, 100, "1", "product")] == ["OS2mo"]
    report = await report_on(published, Labels(mentions=read_mentions(as_lines(rows, "right"))), None)
    assert len(report.mentions.right_found) == len(rows)


async def test_a_stated_office_is_found_with_its_organisation(published):
    row = ["left_network,left_kind,left_id_or_url,right_network,right_kind,right_id_or_url,label,relation"]
    row.append("delta,ospo,ospo,alpha,organisation,aar,not_same,ospo-of")
    report = await report_on(published, Labels(read_pairs(row)), None)
    assert [one.related for one in report.pairs.offices] == [True]
