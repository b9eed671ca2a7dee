import asyncio
import json
import threading

import pytest

from loaders.directory import find_directories, open_directory, read_directory
from schema.records import Record

PRODUCTS = {"format": "table", "kind": "product", "mapping": {"name": "name"}, "key": "key"}


def lines(*keys):
    return "".join(json.dumps({"key": key, "name": key}) + "\n" for key in keys)


def test_a_directory_is_found_by_its_manifest(tmp_path):
    for name in ("b", "a", "none"):
        (tmp_path / name).mkdir()
    (tmp_path / "a/network.yaml").touch()
    (tmp_path / "b/network.yaml").touch()
    assert find_directories(tmp_path) == [tmp_path / "a", tmp_path / "b"]
    assert find_directories(tmp_path / "a") == [tmp_path / "a"]
    assert find_directories(tmp_path / "none") == []
    assert find_directories(tmp_path / "missing") == []


@pytest.mark.parametrize("parallel", [1, 2, 7])
def test_entries_come_in_one_order_however_many_files_are_read_at_once(seeds, parallel):
    seeds.write("z.jsonl", lines(*(f"z{number}" for number in range(3000))))
    for number in range(250):
        seeds.write(f"many/{number:03}.jsonl", lines(f"m{number:03}-1", f"m{number:03}-2"))
    seeds.manifest(PRODUCTS | {"path": "z.jsonl"}, PRODUCTS | {"path": "many/*.jsonl"})
    expected = [f"z{number}" for number in range(3000)] + [
        f"m{number:03}-{row}" for number in range(250) for row in (1, 2)
    ]
    assert seeds.read(parallel=parallel).keys == expected


def test_batches_hold_at_most_a_thousand_entries(seeds):
    seeds.write("a.jsonl", lines(*(f"k{number}" for number in range(2500))))
    seeds.manifest(PRODUCTS | {"path": "a.jsonl"})
    manifest, _ = open_directory(seeds.root)

    async def sizes():
        return [len(batch) async for batch in read_directory(seeds.root, manifest)]

    assert asyncio.run(sizes()) == [1000, 1000, 500]


def test_the_first_of_two_records_of_one_key_counts(seeds):
    seeds.write("a.jsonl", lines("a", "b"))
    seeds.write("b.jsonl", lines("c", "a"))
    seeds.manifest(PRODUCTS | {"path": "*.jsonl"})
    read = seeds.read()
    assert read.keys == ["a", "b", "c"]
    (issue,) = read.issues
    assert (issue.code.value, issue.place.path, issue.place.line) == ("key-duplicate", "b.jsonl", 2)
    assert "a.jsonl:1" in issue.message


def test_equal_keys_of_different_kinds_are_no_duplicates(seeds):
    seeds.write("a.jsonl", lines("a"))
    seeds.manifest(PRODUCTS | {"path": "a.jsonl"}, PRODUCTS | {"path": "a.jsonl", "kind": "event"})
    assert [(record.kind, record.key) for record in seeds.read().records] == [("product", "a"), ("event", "a")]


@pytest.mark.parametrize(
    ("path", "content", "optional", "codes"),
    [
        ("none.jsonl", "", False, ["source-empty"]),
        ("none.jsonl", "", True, []),
        ("a.jsonl", "", False, ["source-empty"]),
        ("a.jsonl", "", True, ["syntax"]),
        ("a.jsonl", "{", False, ["syntax", "source-empty"]),
        ("a.jsonl", '{"key": "a", "name": ""}', False, ["name-missing", "source-empty"]),
        ("a.jsonl", '{"key": "a", "name": ""}', True, ["name-missing"]),
        ("a.jsonl", '{"key": "a", "name": ""}\n{"key": "b"}', False, ["name-missing", "name-missing", "source-empty"]),
        ("a.jsonl", '{"key": "a"}\n{"key": "b", "name": "B"}', False, ["name-missing"]),
    ],
)
def test_a_source_that_gives_nothing_is_reported_unless_it_may(seeds, path, content, optional, codes):
    seeds.write("a.jsonl", content)
    seeds.manifest(PRODUCTS | {"path": path, "optional": optional})
    assert seeds.read().codes == codes


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("p.json", '{"message": "Not Found", "status": "404"}'),
        ("p.jsonl", '{"message": "Not Found", "status": "404"}'),
        ("p.yaml", "<!DOCTYPE html>\n<html><title>Not here</title></html>\n"),
        ("p.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
        ("p.yaml", "404: Not Found"),
        ("p.csv", "key,name\n,A\n"),
    ],
)
def test_an_answer_saved_in_place_of_the_rows_is_a_source_that_gives_nothing(seeds, path, content):
    seeds.write(path, content)
    seeds.manifest({"path": path, "format": "table", "kind": "product"})
    read = seeds.read()
    assert (read.records, read.codes[-1]) == ([], "source-empty")


@pytest.mark.parametrize(("when", "codes"), [(None, ["source-empty"]), ("$row.public", [])])
def test_rows_that_give_nothing_without_an_error_are_right_only_under_a_condition(seeds, when, codes):
    seeds.write("p.json", '{"items": [], "public": false}')
    record = {"kind": "product", "each": "items", "key": "id", "fields": {"name": "name"}} | (
        {"when": when} if when else {}
    )
    seeds.manifest({"path": "p.json", "format": "table", "records": [record]})
    assert seeds.read().codes == codes


def test_a_file_that_cannot_be_read_costs_only_its_own_records(seeds):
    seeds.write("a.json", '[{"key": "a", "name": "A"}]')
    seeds.write("b.json", '[{"key": "b", "name": "B"}, {')
    seeds.write("c.json", b"\xff")
    seeds.write("d.json", '[{"key": "d", "name": "D"}]')
    seeds.manifest(PRODUCTS | {"path": "*.json"})
    read = seeds.read()
    assert read.keys == ["a", "b", "d"]
    assert [(issue.code.value, issue.place.path) for issue in read.issues] == [
        ("syntax", "b.json"),
        ("file-not-utf8", "c.json"),
    ]


def test_a_format_that_fails_costs_one_file_and_is_logged(seeds, monkeypatch, caplog):
    from loaders.formats import table

    def failing(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(table.record_lists, "rows", failing)
    seeds.write("a.json", "[]")
    seeds.write("b.jsonl", lines("b"))
    seeds.manifest(PRODUCTS | {"path": "*.json*"})
    read = seeds.read()
    assert (read.keys, read.codes) == (["b"], ["syntax"])
    assert "ZeroDivisionError" in caplog.text


def test_the_same_finding_a_thousand_times_over_is_summed_up(seeds):
    seeds.write("a.jsonl", "{\n" * 5000 + lines("a"))
    seeds.manifest(PRODUCTS | {"path": "a.jsonl"})
    read = seeds.read()
    assert read.keys == ["a"]
    assert len(read.issues) == 1001
    assert read.issues[-1].message.startswith("4000 more")


def test_progress_ends_with_everything_done(seeds):
    seeds.write("a.jsonl", lines(*(f"k{number}" for number in range(2500))))
    seeds.write("b.jsonl", lines("x"))
    seeds.manifest(PRODUCTS | {"path": "*.jsonl"})
    told = []
    seeds.read(on_progress=told.append)
    assert (told[0].rows, told[0].files_total) == (0, 2)
    assert [one.rows for one in told] == sorted(one.rows for one in told)
    assert [one.bytes_done for one in told] == sorted(one.bytes_done for one in told)
    last = told[-1]
    assert (last.files_done, last.rows, last.bytes_done) == (2, 2501, last.bytes_total)
    assert 0 < told[1].bytes_done < last.bytes_total


def test_leaving_early_stops_the_reading(seeds):
    seeds.write("a.jsonl", lines(*(f"k{number}" for number in range(50_000))))
    seeds.manifest(*(PRODUCTS | {"path": "a.jsonl", "name": f"s{number}"} for number in range(3)))
    manifest, _ = open_directory(seeds.root)
    told = []

    async def some():
        stream = read_directory(seeds.root, manifest, on_progress=told.append)
        async for _ in stream:
            break
        await stream.aclose()

    asyncio.run(some())
    assert told[-1].rows < 10_000
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("asyncio_")]


def test_a_cancelled_reading_ends(seeds):
    seeds.write("a.jsonl", lines(*(f"k{number}" for number in range(50_000))))
    seeds.manifest(PRODUCTS | {"path": "a.jsonl"})
    manifest, _ = open_directory(seeds.root)
    told = []

    async def consume():
        async for _ in read_directory(seeds.root, manifest, on_progress=told.append):
            pass

    async def cancelled():
        task = asyncio.create_task(consume())
        while len(told) < 3:  # noqa: ASYNC110 - the reader tells, nothing to wait for
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert told[-1].rows < 50_000


def test_a_long_file_is_never_held_as_a_whole(seeds):
    import tracemalloc

    seeds.write("a.jsonl", lines(*(f"k{number}" for number in range(10_000))))
    seeds.manifest(PRODUCTS | {"path": "a.jsonl"})
    manifest, _ = open_directory(seeds.root)

    async def count():
        return sum(
            [sum(isinstance(entry, Record) for entry in batch) async for batch in read_directory(seeds.root, manifest)]
        )

    tracemalloc.start()
    assert asyncio.run(count()) == 10_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 7_000_000


def test_a_file_emptied_beside_others_is_reported_at_its_place(seeds):
    seeds.write("a.jsonl", '{"key": "a", "name": "A"}')
    seeds.write("b.jsonl", " \n")
    seeds.manifest(PRODUCTS | {"path": "*.jsonl"})
    read = seeds.read()
    assert [(issue.code, issue.place.path, issue.place.line) for issue in read.issues] == [("syntax", "b.jsonl", 1)]
    assert [record.key for record in read.records] == ["a"]


def test_a_path_that_nearly_names_a_file_is_reported_with_its_line_and_the_file(seeds):
    seeds.write("products.jsonl", lines("a"))
    seeds.manifest(PRODUCTS | {"path": "product.jsonl"})
    (issue,) = seeds.read().issues
    assert (seeds.root / "network.yaml").read_text().splitlines()[issue.place.line - 1].strip() == "path: product.jsonl"
    assert issue.hint == "did you mean `products.jsonl`?"
