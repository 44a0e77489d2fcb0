"""What a reader watched, saved and follows."""
