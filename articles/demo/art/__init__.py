"""Poster artwork of the demonstration articles, drawn by code in one hand.

`kit` holds the shapes, `sky`, `land`, `figures` and `craft` what recurs in the pictures,
`scenes` one function per picture, `catalogue` what each picture shows and gives away.
"""
