"""What people write, read strictly and written safely."""
