"""Findings of `hub check` for the machines of those who keep seeds in version control."""

import json

import pytest


@pytest.fixture
def nameless(seeds):
    return seeds.write("alpha", {"organisation": [{"key": "a", "name": "Town"}, {"key": "50%,b"}]})


def test_a_finding_is_an_annotation_of_its_line_on_github(hub, nameless):
    result = hub("check", nameless, "--format", "github")
    assert result.code == 1
    (line,) = result.out.splitlines()
    assert line.startswith("::error file=seeds/alpha/organisation.jsonl,line=2,")
    assert "title=name-missing::" in line


def test_a_finding_is_a_result_with_its_rule_in_sarif(hub, nameless):
    result = hub("check", nameless, "--format", "sarif")
    (run,) = result.document["runs"]
    (found,) = run["results"]
    assert (result.code, result.document["version"], found["ruleId"], found["level"]) == (
        1,
        "2.1.0",
        "name-missing",
        "error",
    )
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["name-missing"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "seeds/alpha/organisation.jsonl"
    assert place["region"]["startLine"] == 2


def test_without_findings_there_is_nothing_to_annotate(hub, seeds):
    folder = seeds.write("alpha", {"organisation": [{"key": "a", "name": "Town"}]})
    assert (hub("check", folder, "--format", "github").out, hub("check", folder, "--format", "json").code) == ("", 0)
    assert json.loads(hub("check", folder, "--format", "sarif").out)["runs"][0]["results"] == []
