"""Charts of figures: what is drawn is what is stated."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.web.pictures.charts import HEIGHT, MARGIN, WIDTH, charts

DATES = st.one_of(
    st.none(), st.integers(2000, 2030).map(str), st.dates().filter(lambda day: 1900 < day.year < 2100).map(str)
)
FIGURES = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["members", "products"]),
            "unit": st.sampled_from([None, "DKK"]),
            "value": st.floats(-1e9, 1e9),
            "asOf": DATES,
        }
    ),
    max_size=12,
)


def figure(value, as_of, name="members", unit=None):
    return {"name": name, "unit": unit, "value": value, "asOf": as_of}


@given(FIGURES)
def test_each_figure_is_drawn_or_given_back_once(figures):
    drawn, rest = charts(figures)
    marks = [mark.figure for chart in drawn for mark in chart.marks]
    assert sorted(map(id, [*marks, *rest])) == sorted(map(id, figures))


@example([figure(0, "2000"), figure(2.2e-309, "2001")])
@given(FIGURES)
def test_marks_are_on_the_plane_in_the_order_of_time_and_the_largest_is_on_top(figures):
    for chart in charts(figures)[0]:
        assert [mark.x for mark in chart.marks] == sorted(mark.x for mark in chart.marks)
        assert all(MARGIN <= mark.x <= WIDTH - MARGIN and MARGIN <= mark.y <= HEIGHT - MARGIN for mark in chart.marks)
        by_height = sorted(chart.marks, key=lambda mark: -mark.y)
        assert [mark.figure["value"] for mark in by_height] == pytest.approx(
            sorted(mark.figure["value"] for mark in chart.marks), abs=1e7
        )
        assert all((mark.y < chart.ground) <= (mark.figure["value"] > 0) for mark in chart.marks)


def test_two_dates_make_a_chart_and_zero_is_at_its_foot():
    [chart], rest = charts([figure(20, "2020"), figure(0, "2010"), figure(3, None), figure(5, "2020", unit="DKK")])
    assert [(mark.x, mark.y) for mark in chart.marks] == [(MARGIN, HEIGHT - MARGIN), (WIDTH - MARGIN, MARGIN)]
    assert (chart.first["value"], chart.last["value"]) == (0, 20)
    assert [one["value"] for one in rest] == [3, 5]


def test_a_year_stands_no_later_than_a_day_of_it():
    [chart], _ = charts([figure(2, "2020-05-01"), figure(1, "2020"), figure(3, "2021-01-01")])
    assert [mark.figure["value"] for mark in chart.marks] == [1, 2, 3]


def test_a_year_and_its_first_day_are_one_moment():
    drawn, rest = charts([figure(1, "2020"), figure(2, "2020-01-01")])
    assert drawn == []
    assert len(rest) == 2
