"""A page to look through what was read: reports in, one self-contained HTML file out. It knows nothing of how they were made.

`assembly.py` fills template.html with style/*.css, script/*.js and the data; `gather.py` makes the data; the words of both
languages are in words.toml.
"""

from __future__ import annotations

from reportparse.review.assembly import review_page
from reportparse.review.gather import Material, material_of
from reportparse.review.pictures import Pictures, pictures_of
from reportparse.review.whole import material_in, page

__all__ = ["Material", "Pictures", "material_in", "material_of", "page", "pictures_of", "review_page"]
