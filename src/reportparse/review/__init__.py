"""A page to look through what was read: reports in, one self-contained HTML file out. It knows nothing of how they were made.

`page.py` fills template.html with style.css, script/*.js and the data; `gather.py` makes the data; the words of both
languages are in words.toml.
"""

from __future__ import annotations

from reportparse.review.gather import Material, material_of
from reportparse.review.page import review_page
from reportparse.review.pictures import Pictures, pictures_of

__all__ = ["Material", "Pictures", "material_of", "pictures_of", "review_page"]
