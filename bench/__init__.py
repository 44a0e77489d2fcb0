"""Measurements against a site that is being served. Not part of the tests."""
