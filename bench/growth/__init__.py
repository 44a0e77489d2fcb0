"""A site that has grown: filling it, comparing it with a small one, migrating it.

100,000 articles of 1,000 shows, 1,000,000 accounts and 20,000,000 progress rows; a share of that
where it is asked for.
"""
