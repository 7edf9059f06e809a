"""The limits of what a loader takes in, each with its reason."""

from __future__ import annotations

# A scanned yearbook of a thousand pages stays under this; a file is held in memory twice while it is read.
MAX_BYTES = 200 * 1024 * 1024

# The longest yearbooks seen as plain text stay under 10 MB; a "text" of more than this is a dump or a mistake, and a
# text costs some ten times its size in memory while it is read.
MAX_TEXT_BYTES = 50 * 1024 * 1024

# Office programs leave a stray form feed or vertical tab in a text, a binary file every second byte: one control
# character in a hundred lies far from both.
MAX_CONTROL_SHARE = 0.01

# A file cut off in the middle of a character, or with a flipped bit, is still worth reading (with a warning); beyond
# this share of unreadable characters the guess of the encoding is wrong.
MAX_BROKEN_SHARE = 0.002

# Beyond this share of broken signs what a reader found is no text. A real document has a few, beside old bullets.
MAX_GARBAGE_SHARE = 0.01

# How much of a text is judged when encodings are compared: enough to be sure, and large files stay fast.
SAMPLE_BYTES = 64 * 1024
