"""What stands around the site when it is served for real."""
