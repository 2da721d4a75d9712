"""What stands in print, certificates and holiday notices, read into the files that the program works with."""
