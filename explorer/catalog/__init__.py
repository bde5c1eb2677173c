"""What AWS offers: services, what connects to what and how, limits, lifecycle, flow behaviour, prices.

Everything here is read from the YAML files in the top-level ``catalog`` folder and never changes at run time.
Start with `Catalog` (look-ups) and `load_catalog` (the catalog that comes with the program).
"""

from explorer.catalog.catalog import Catalog
from explorer.catalog.load import load_catalog
from explorer.catalog.verdict import Verdict

__all__ = ["Catalog", "Verdict", "load_catalog"]
