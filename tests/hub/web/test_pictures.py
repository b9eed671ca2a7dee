from hypothesis import given
from hypothesis import strategies as st

from hub.web.pictures.overlap_matrix import CELL, matrix, shared_by_pair

KINDS = ("ORGANISATION", "PRODUCT")
SLUGS = ("a", "b", "c", "d")


def shared_cell(left, right, kind, count):
    return {"left": {"slug": left}, "right": {"slug": right}, "kind": kind, "count": count}


CELLS = st.lists(
    st.builds(
        lambda pair, kind, count: shared_cell(*pair, kind, count),
        st.sampled_from([(x, y) for x in SLUGS for y in SLUGS if x < y]),
        st.sampled_from(KINDS),
        st.integers(1, 10**6),
    ),
    unique_by=lambda cell: (cell["left"]["slug"], cell["right"]["slug"], cell["kind"]),
)


def networks(count=4):
    return [
        {"slug": slug, "title": slug.upper(), "counts": [{"kind": kind, "entities": 5} for kind in KINDS]}
        for slug in SLUGS[:count]
    ]


@given(CELLS)
def test_every_shared_thing_is_in_one_pair_once(cells):
    assert sum(pair.total for pair in shared_by_pair(cells)) == sum(cell["count"] for cell in cells)


@given(CELLS)
def test_the_picture_shows_what_the_table_says(cells):
    shared = shared_by_pair(cells)
    drawn = sorted(cell.count for cell in matrix(networks(), shared).cells if not cell.is_own and cell.count)
    assert drawn == sorted(pair.total for pair in shared)


@given(CELLS)
def test_tints_grow_with_the_count_and_stay_between_none_and_full(cells):
    drawn = sorted(
        (cell for cell in matrix(networks(), shared_by_pair(cells)).cells if not cell.is_own),
        key=lambda cell: cell.count,
    )
    assert [cell.tint for cell in drawn] == sorted(cell.tint for cell in drawn)
    assert all(0 <= cell.tint <= 1 for cell in drawn)


def test_a_pair_counts_once_whichever_way_it_is_stated():
    cells = [shared_cell(x, y, "PRODUCT", 3) for x, y in (("a", "b"), ("b", "a"), ("a", "a"))]
    assert [(pair.left, pair.right, pair.total) for pair in shared_by_pair(cells)] == [("a", "b", 3)]


def test_the_diagonal_says_what_a_network_holds_and_no_two_cells_meet():
    picture = matrix(networks(3), [])
    assert next(cell.words for cell in picture.cells if cell.is_own) == "a holds 5 organisations, 5 products"
    assert len({(cell.x, cell.y) for cell in picture.cells}) == 6
    assert max(cell.x for cell in picture.cells) + CELL == picture.size


def test_one_network_and_none_can_be_drawn():
    assert len(matrix(networks(1), []).cells) == 1
    assert matrix([], []).cells == []
