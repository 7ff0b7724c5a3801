"""What the program found, as people and other programs read it: a folder for each thing found, a module per format."""
