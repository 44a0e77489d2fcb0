"""The edge: what is public, how it is cached and compressed, and the headers of every answer."""
