"""What pages draw: charts, maps, matrices and graphs, as SVG, with nothing shown that a
table beside it does not say.
"""
