"""What the client `reconciler` makes of a list of towns at the address of a hub.

Run by the Python of .reconciler (`make reconciler`).
"""

import sys

import pandas as pd  # type: ignore[import-untyped,unused-ignore]
from reconciler import reconcile  # type: ignore[import-not-found,unused-ignore]

TOWNS = pd.DataFrame({"town": ["Aarhus Kommune", "Københavns Kommune"], "country": ["Denmark", "Denmark"]})
found = reconcile(
    TOWNS["town"],
    type_id="organisation",
    property_mapping={"country": TOWNS["country"]},
    reconciliation_endpoint=sys.argv[1],
)
sys.stdout.write(found[["id", "name", "match", "input_value"]].to_json(orient="records", force_ascii=False))
