"""How sure a share is that was counted on a sample."""

from math import sqrt

Z95 = 1.959964
"""Standard deviations to both sides of the mean between which 95 % of a normal distribution lie."""


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    """The 95 % interval of a share by Wilson's score (E. B. Wilson, 1927); None where nothing was counted.

    Unlike the normal approximation it stays between 0 and 1, and 40 of 40 leave it open that the next one fails.
    """
    if whole == 0:
        return None
    share, spread = part / whole, Z95**2 / whole
    middle = share + spread / 2
    half = Z95 * sqrt(share * (1 - share) / whole + spread / (4 * whole))
    # Rounding must not push the share itself out of its own interval.
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return max(0.0, min(low, share)), min(1.0, max(high, share))
