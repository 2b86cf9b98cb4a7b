"""The one data file: its log, copies, seals and soundness."""
