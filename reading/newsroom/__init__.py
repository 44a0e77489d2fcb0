"""The newsroom's side of reading: reported spoilers, and addresses that mail does not reach."""
