"""Files and processes of the machine, below everything that writes."""
