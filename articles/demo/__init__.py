"""The demonstration content: readable files, their drawings, and what loads them."""
