"""Archives that are too large for one process: all cores of one machine, or a cluster. The same rows either way."""
