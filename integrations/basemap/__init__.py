"""The street map beneath the vans: tiles built from the operator's own extract, and how they are drawn."""

from integrations.basemap.build import BasemapError, build, extent
from integrations.basemap.style import style

__all__ = ["BasemapError", "build", "extent", "style"]
