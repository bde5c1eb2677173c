"""The catalog as a picture one can search, filter and question. `ExploreView` is the whole page."""

from explorer.ui.explore.view import ExploreView

__all__ = ["ExploreView"]
