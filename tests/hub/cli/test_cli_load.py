import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hub.cli.output import shown

ROOT = Path(__file__).parents[3]


def test_a_load_shows_what_was_accepted_and_joined(hub, two_networks):
    result = hub("load", two_networks)
    assert result.code == 0
    assert "alpha" in result.out
    assert "1 thing joined" in result.out
    assert "of records compared" in result.out
    assert "Revision 2" in result.out
    assert result.err == ""


def test_a_load_without_directories_loads_those_of_the_settings(hub, two_networks):
    assert [one["network"] for one in hub("load", "--json").document["loads"]] == ["alpha", "beta"]


def test_the_json_of_a_load_has_counts_joins_and_issues_by_network(hub, two_networks):
    document = hub("load", two_networks, "--json").document
    alpha, beta = document["loads"]
    assert (document["command"], document["revision"], alpha["status"], alpha["errors"]) == ("load", 2, "accepted", 0)
    assert alpha["counts"]["organisation"] == {
        "read": 2,
        "added": 2,
        "changed": 0,
        "withdrawn": 0,
        "unchanged": 0,
        "rejected": 0,
        "kept": 0,
    }
    assert [(join["networks"], len(join["records"])) for join in beta["joined"]] == [(["alpha", "beta"], 2)]
    assert alpha["directory"] == str(two_networks / "alpha")
    pairs = beta["pairs"]
    assert pairs["blocked"] == pairs["vetoed"] + pairs["weighed"] >= 1
    assert pairs["weighed"] >= pairs["kept"] >= 1
    assert alpha["pairs"]["kept"] == 0


def test_a_broken_line_is_named_with_file_line_and_column_and_makes_the_exit_code_1(hub, seeds, two_networks):
    (two_networks / "alpha" / "organisation.jsonl").write_text('{"key": "kbh", "name": "København"}\n{"key": \n')
    result = hub("load", two_networks)
    assert result.code == 1
    assert f"{two_networks}/alpha/organisation.jsonl:2" in result.out
    assert "error: " in result.out


def test_a_load_that_shrinks_is_rejected_and_says_how_to_accept_it(hub, seeds):
    many = [{"key": str(number), "name": f"Library number {number}"} for number in range(30)]
    hub("load", seeds.write("alpha", {"product": many}))
    folder = seeds.write("alpha", {"product": many[:5]})
    result = hub("load", folder)
    assert result.code == 4
    assert "rejected" in result.out
    assert "--allow-mass-delete" in result.out
    assert hub("load", folder, "--allow-mass-delete").code == 0


def test_five_members_that_became_one_are_asked_about_and_the_table_says_that_they_are_kept(hub, seeds):
    members = [{"key": str(number), "name": f"Town of {number}", "countries": ["DK"]} for number in range(5)]
    hub("load", seeds.write("alpha", {"organisation": members}))
    folder = seeds.write("alpha", {"organisation": members[:1]})
    result = hub("load", folder)
    assert result.code == 4
    assert "organisation.jsonl: 4 of 5 records of kind organisation are gone." in result.out
    header, _, row = result.out.splitlines()[:3]
    said = dict(zip(header.split(), row.split(), strict=True))
    assert {name: said[name] for name in ("Read", "Withdrawn", "Unchanged", "Kept", "Joined")} == {
        "Read": "1", "Withdrawn": "-", "Unchanged": "-", "Kept": "5", "Joined": "-",
    }  # fmt: skip
    assert "4 records no longer in the sources; those of a rejected load stay stored" in result.out
    [load] = hub("load", folder, "--json").document["loads"]
    assert (load["counts"]["organisation"]["withdrawn"], load["counts"]["organisation"]["kept"]) == (0, 5)


def test_exit_codes_tell_fine_findings_and_rejections_apart(hub, seeds):
    rows = [{"key": "1", "name": "Body", "countries": ["Atlantis"]}]
    assert hub("load", seeds.write("warned", {"organisation": rows})).code == 0
    assert hub("load", seeds.write("faulty", {"organisation": [*rows, {"key": "2"}]})).code == 1
    (seeds.root / "broken").mkdir()
    (seeds.root / "broken" / "network.yaml").write_text("network: [")
    assert [hub(command, seeds.root).code for command in ("check", "load")] == [4, 4]


def test_a_manifest_that_does_not_parse_is_not_answered_by_allowing_deletion(hub, seeds):
    folder = seeds.write("alpha", {"organisation": [{"key": "1", "name": "Body"}]})
    (folder / "network.yaml").write_text("network: [")
    result = hub("load", folder, "--allow-mass-delete")
    assert result.code == 4
    assert "mass-delete" not in result.out
    assert set(result.out.splitlines()[2].split()[2:-2]) == {"-"}


def test_findings_are_capped_and_all_shows_the_rest(hub, seeds):
    rows = [{"key": str(number), "name": f"Body {number}", "countries": ["Atlantis"]} for number in range(9)]
    folder = seeds.write("alpha", {"organisation": rows})
    assert "9 findings" in (result := hub("load", folder)).out
    assert "and 4 more; --all" in result.out
    hub("load", seeds.write("alpha", {"organisation": rows[:1]}))
    whole = hub("check", seeds.write("alpha", {"organisation": rows}), "--all").out
    assert sum("organisation.jsonl:" in line for line in whole.splitlines()) == 9


def test_a_finding_names_its_field_unless_its_words_do(hub, seeds):
    out = hub(
        "check", seeds.write("alpha", {"organisation": [{"key": "1", "name": "Body", "type": "town"}, {"key": "2"}]})
    ).out
    assert "organisation.jsonl:1:30  type: “town” is not one of" in out
    assert "organisation.jsonl:2  The record has no name and is left out." in out


@pytest.fixture
def two_sources(seeds):
    """A directory with two sources, neither of which may be empty."""
    products = [{"key": "1", "name": "Desk"}, {"key": "2", "name": "Chair"}]
    folder = seeds.write("alpha", {"product": products, "organisation": [{"key": "a", "name": "Town"}]})
    manifest = folder / "network.yaml"
    manifest.write_text(manifest.read_text().replace('"optional": true', '"optional": false'))
    return folder


@pytest.mark.parametrize("broken", ['{"message": "Not Found", "status": "404"}\n', "", None])
def test_one_empty_source_keeps_what_it_had_and_lets_the_others_in(hub, two_sources, broken):
    hub("load", two_sources)
    products, organisations = two_sources / "product.jsonl", two_sources / "organisation.jsonl"
    organisations.write_text(organisations.read_text() + '{"key": "b", "name": "Village"}\n')
    products.unlink() if broken is None else products.write_text(broken)
    result = hub("load", two_sources, "--json")
    (load,) = result.document["loads"]
    assert (result.code, load["status"]) == (1, "accepted")
    assert (load["counts"]["organisation"]["added"], load["counts"]["product"]["kept"]) == (1, 2)
    assert {"code": "source-empty", "severity": "error"}.items() <= load["issues"][-1].items()
    result = hub("load", two_sources, "--allow-mass-delete", "--json")
    (load,) = result.document["loads"]
    assert (result.code, load["counts"]["product"]["withdrawn"]) == (1 if broken else 0, 2)


def test_one_empty_source_lets_the_others_in_at_a_first_load_too(hub, two_sources):
    (two_sources / "product.jsonl").write_text("")
    result = hub("load", two_sources, "--json")
    (load,) = result.document["loads"]
    assert (result.code, load["status"], load["counts"]["organisation"]["added"]) == (1, "accepted", 1)


def test_worse_findings_come_first(hub, seeds):
    rows = [{"key": "1", "name": "Body", "countries": ["Atlantis"]}, {"key": "2"}]
    out = hub("load", seeds.write("alpha", {"organisation": rows})).out
    assert out.index("error: ") < out.index("warning: ")


def test_a_directory_that_is_not_there_is_answered_by_the_one_that_was_meant(hub, two_networks):
    result = hub("load", two_networks / "alhpa")
    assert result.code == 2
    assert f"Did you mean {two_networks / 'alpha'}?" in result.err
    assert result.out == ""


def test_a_file_is_answered_by_its_directory(hub, two_networks):
    result = hub("check", two_networks / "alpha" / "network.yaml")
    assert (result.code, f"Name the directory that holds it: {two_networks / 'alpha'}." in result.err) == (2, True)


def test_missing_seeds_of_the_settings_are_reported_as_such(hub):
    result = hub("load")
    assert result.code == 2
    assert "HUB_SEEDS" in result.err


def test_a_directory_without_manifest_is_refused(hub, place):
    (place / "empty").mkdir()
    result = hub("load", "empty")
    assert result.code == 4
    assert "manifest-missing" in result.out


def test_the_last_line_of_a_load_says_what_was_accepted_and_names_what_was_rejected(hub, seeds, two_networks):
    (two_networks / "broken").mkdir()
    (two_networks / "broken" / "network.yaml").write_text("network: [")
    last = hub("load", two_networks).out.splitlines()[-1]
    assert last == "Revision 2: 2 loads accepted or unchanged; rejected: broken."
    assert hub("load", two_networks / "alpha").out.splitlines()[-1] == "Revision 2: 1 load accepted or unchanged."
    assert (
        hub("load", two_networks / "broken").out.splitlines()[-1] == "0 loads accepted or unchanged; rejected: broken."
    )


def test_the_outcome_of_each_load_has_the_word_of_its_status(hub, seeds):
    folder = seeds.write("alpha", {"product": [{"key": str(number), "name": f"Desk {number}"} for number in range(30)]})
    assert "would be accepted" in hub("check", folder).out
    assert "accepted" in hub("load", folder).out.splitlines()[2].split()
    assert "unchanged" in hub("load", folder).out.splitlines()[2].split()
    folder = seeds.write("alpha", {"product": [{"key": "1", "name": "Desk 1"}]})
    assert "would be rejected" in hub("check", folder).out
    assert "rejected" in hub("load", folder).out.splitlines()[2].split()
    assert hub("networks").out.splitlines()[2].split()[-1] == "rejected"


def test_checking_shows_what_would_change_and_writes_nothing(hub, seeds, two_networks):
    hub("load", two_networks / "alpha")
    result = hub("check", two_networks / "beta")
    assert result.code == 0
    assert "1 thing would be joined" in result.out
    assert "alpha" in result.out
    assert "Nothing was written." in result.out
    assert [one["network"] for one in hub("networks", "--json").document["networks"]] == ["alpha"]


def test_checking_makes_no_store(hub, place, two_networks):
    document = hub("check", two_networks, "--json").document
    assert (document["written"], [len(one["joined"]) for one in document["loads"]]) == (False, [0, 1])
    assert not (place / "hub.db").exists()


@pytest.mark.parametrize("is_loaded", [True, False])
def test_checking_finds_two_directories_of_one_network_and_lines_that_are_no_judgements(hub, two_networks, is_loaded):
    if is_loaded:
        hub("load", two_networks)
    manifest = (two_networks / "beta" / "network.yaml").read_text()
    (two_networks / "beta" / "network.yaml").write_text(manifest.replace('"network": "beta"', '"network": "alpha"'))
    (two_networks / "judgements.jsonl").write_text("no judgement\n")
    result = hub("check", two_networks)
    assert result.code == 4
    assert "manifest-duplicate" in result.out
    assert f"{two_networks}/judgements.jsonl:1" in result.out


@pytest.mark.parametrize("url", ["mysql://localhost/hub", "nonsense"])
def test_a_database_that_cannot_be_used_is_a_matter_of_settings(hub, two_networks, monkeypatch, url):
    monkeypatch.setenv("HUB_DATABASE_URL", url)
    result = hub("load", two_networks)
    assert result.code == 2
    assert "HUB_DATABASE_URL" in result.err


def test_a_damaged_store_is_reported_with_exit_code_3(hub, two_networks, place):
    (place / "hub.db").write_bytes(b"this is no database" * 1000)
    result = hub("load", two_networks)
    assert result.code == 3
    assert "not an SQLite database" in result.err


def test_errors_too_are_one_json_document(hub):
    result = hub("load", "nowhere", "--json")
    assert result.document["error"]["code"] == "directory-unusable"
    assert result.code == 2


def test_a_name_of_somebody_elses_data_cannot_steer_the_terminal(hub, seeds):
    seeds.write("alpha", {"organisation": [CITY_RED]})
    seeds.write("beta", {"organisation": [CITY_RED]})
    out = hub("load", seeds.root).out
    assert "\x1b" not in out
    assert "[red]" in out


CITY_RED = {"key": "kbh", "name": "[red]\x1b[2JKøbenhavn", "countries": ["DK"], "id:cvr": "64942212"}


def test_control_and_direction_characters_are_shown_as_replacements():
    assert shown("a\x1b[31m\u202eb\nc") == "a\ufffd[31m\ufffdb c"


def test_a_pipe_gets_whole_lines_and_no_colours(place, two_networks):
    (two_networks / "alpha" / "organisation.jsonl").write_text(
        '{"key": "kbh", "name": "' + "long " * 60 + '", "countries": ["Atlantis"]}\n'
    )
    result = subprocess.run(
        [sys.executable, "-m", "hub", "load", str(two_networks)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "\x1b" not in result.stdout + result.stderr
    assert result.stderr == ""
    assert any(
        f"{two_networks}/alpha/organisation.jsonl:1" in line and len(line) > 80 for line in result.stdout.splitlines()
    )


def test_ctrl_c_stores_nothing_and_says_which_revision_stands(hub, place, seeds):
    hub("load", seeds.write("alpha", {"organisation": [{"key": "1", "name": "Town of One"}]}))
    big = seeds.write("big", {"product": [{"key": "1", "name": "One"}]})
    with (big / "product.jsonl").open("w") as stream:
        stream.writelines(
            json.dumps({"key": str(number), "name": f"Library number {number}"}) + "\n" for number in range(40_000)
        )
    ours, theirs = pty.openpty()
    command = subprocess.Popen(
        [sys.executable, "-m", "hub", "load", str(big)], cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    seen = b""
    while b"rows" not in seen:
        seen += os.read(ours, 4096)
    command.send_signal(signal.SIGINT)
    result = seen + rest(ours)
    out, _ = command.communicate()
    assert command.returncode == 130
    assert b"nothing was stored; the store is still at revision 1" in result
    assert b"Traceback" not in result + out
    assert [one["network"] for one in hub("networks", "--json").document["networks"]] == ["alpha"]


def rest(terminal: int) -> bytes:
    """All that still comes from a terminal whose other end closes."""
    seen = b""
    try:
        while part := os.read(terminal, 4096):
            seen += part
    except OSError:
        pass
    os.close(terminal)
    return seen


def test_what_left_its_source_is_named_with_the_place_where_it_was(hub, seeds):
    many = [{"key": str(number), "name": f"Library number {number}"} for number in range(15)]
    hub("load", seeds.write("alpha", {"product": many}))
    folder = seeds.write("alpha", {"product": many[:3]})
    for command in ("check", "load"):
        result = hub(command, folder)
        assert result.code == 4
        assert "12 records no longer in the sources" in result.out
        assert "product.jsonl:4" in result.out
        assert "… and 2 more" in result.out
    [document] = hub("check", folder, "--json").document["loads"]
    assert document["withdrawn"][0] == {
        "kind": "product",
        "key": "3",
        "name": "Library number 3",
        "path": "product.jsonl",
        "line": 4,
    }
    assert len(document["withdrawn"]) == 12
