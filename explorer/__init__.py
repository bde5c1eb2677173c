"""Architecture Explorer: design, check and price data and machine-learning systems on AWS.

The package reads from the ground up: `catalog` knows what AWS offers, `design` is the user's document,
`flow` what its load does, `rules`, `cost`, `formats` and `layout` answer questions about it, `app` holds
a working session, and `ui` and `cli` are two shells over that.
"""

__version__ = "0.1.0"
