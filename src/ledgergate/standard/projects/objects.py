"""Projects: the objects of this application, in the order they are told."""

from __future__ import annotations

from typing import Final

from ledgergate.standard.projects.project import PROJECT

OBJECTS: Final = (PROJECT,)
