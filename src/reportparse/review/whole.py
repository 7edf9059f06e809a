"""A dataset as a page, in one step."""

from __future__ import annotations

from reportparse.review.assembly import review_page
from reportparse.review.gather import Material, material_of
from reportparse.store.dataset import Dataset
from reportparse.store.tables import tables
from reportparse.toolkit import Toolkit

REVIEWS = "reviews"
"""The table of what people decided, where datasets have one."""


def material_in(dataset: Dataset, tools: Toolkit) -> Material:
    """What a dataset holds, its findings and what was decided before."""
    decided = dataset.rows(REVIEWS) if REVIEWS in tables() else ()
    return material_of(dataset.path.resolve().name, dataset.entries(), dataset.checked(), tools, decided)


def page(
    dataset: Dataset, *, save: str | None = None, upload: str | None = None, toolkit: Toolkit | None = None
) -> str:
    """The page of a dataset, for whoever serves it. Without pictures: making it reads nothing outside of the dataset."""
    material = material_in(dataset, toolkit or Toolkit.default())
    return review_page(material, save=save, upload=upload).decode()
