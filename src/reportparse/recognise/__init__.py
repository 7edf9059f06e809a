"""Recognisers: what stands in the folded text, as mentions with spans. They do not know one another."""
