"""What the portal says of one program: figures in sections, the same on every page.

Pure: built from a `Program` and its `ProgramFacts` without a query. The program page
shows the sections one below the other, the comparison lays them side by side.
"""

from programs.figures.figure import Figure, Line, Section
from programs.figures.sections import sections_of

__all__ = ["Figure", "Line", "Section", "sections_of"]
