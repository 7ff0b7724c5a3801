"""Two versions of the debates, and what changed between them in what they say."""
