"""What changed between two versions of the debates, one module per format."""
