"""The newsroom's side of accounts: its doors, its people, and the record of what happened."""
