"""What stands between the debates and MkDocs: pages of a kind of their own, and the theme around them."""
