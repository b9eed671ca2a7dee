"""`make yardstick`: the evidence of the hub on the Febrl sets, a usual yardstick of record linkage.

See docs/identity.md.
"""
