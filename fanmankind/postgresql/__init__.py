"""Django's backend for PostgreSQL, with statements that are prepared once, and a cheaper look at
whether a kept connection stands.
"""
