"""Search for readers: over articles, shows, characters and authors, and over safe text alone.

``safe_text`` says what may be found, ``index`` keeps it in step, ``finding`` asks for it,
``vocabulary`` mends what was typed wrongly, ``page`` and ``suggestions`` are what a reader gets.
"""
