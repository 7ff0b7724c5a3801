"""What each page shows (views), built from the graph, and its rendering through templates."""
