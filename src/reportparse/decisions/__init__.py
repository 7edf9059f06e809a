"""Decisions of people on figures: patches read, figures found again, values with the decisions applied.

Knows reports and texts, and nothing of how a dataset keeps them.
"""
