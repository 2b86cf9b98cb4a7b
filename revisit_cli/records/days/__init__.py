"""Working days, cycles, months, and days as people write them."""
