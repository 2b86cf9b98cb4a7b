"""What a month and a half-year come to: status, reports, clearing."""
