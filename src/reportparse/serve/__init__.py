"""A dataset's review page over HTTP, with saving and a look at further documents: for one person, on one machine.

The page itself is made elsewhere and handed in. Every address begins with a random token; whoever does not have it sees
nothing. There is no address that names a file.
"""
