"""Bringing an archive along: exports of WordPress, and single texts."""
