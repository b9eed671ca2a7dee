"""Facts about countries that tests know by themselves, not from the hub."""

UNION = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
EUROPEAN_UNION = frozenset(UNION.split(" "))
