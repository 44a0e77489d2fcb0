"""What an operator needs: backups, the state of the parts, numbers, and plain words about both."""
