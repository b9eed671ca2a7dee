"""Plans in use: each with what answering by it has taught.

That decides how soon an answer is there, never which it is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hub.plan.compile import Plan, Route
from hub.plan.pricing import Tariff


@dataclass(slots=True)
class PlanInUse:
    """A plan and what has been learnt of it; requests of one plan share it.

    route: the way of the plan that is taken now, as far as it is known. price: under the tariff of that time, where no
    variable changes it. may_use_fragments: whether it is still to be seen what row fragments do for it.
    """

    plan: Plan
    route: Route
    price: tuple[Tariff, int] | None = None
    may_use_fragments: bool = True
    _was_asked: bool = False

    def ask_again(self, by_fragments: Callable[[Plan], Route]) -> None:
        """Note that it is asked, and from the second time on take its route by fragments."""
        if self._was_asked:  # fragments of what is asked once would never be used
            self.may_use_fragments = False
            route = by_fragments(self.plan)
            if route is not self.plan.plain:
                self.route = route
        self._was_asked = True

    def note_large(self) -> None:
        """Note that its queries are too large for the event loop."""
        if self.route.is_light:
            self.route = replace(self.route, is_light=False)

    def note_slow_filling(self) -> None:
        """Note that the queries for its fragments are."""
        self.route = replace(self.route, fills_lightly=False)
