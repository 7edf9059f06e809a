"""Every type that crosses a wall, lowest in the house: nothing here imports from the rest of the project.

`report` holds the frozen pydantic models that users see; the other modules hold the light frozen
dataclasses that steps of the main path hand to one another.
"""
