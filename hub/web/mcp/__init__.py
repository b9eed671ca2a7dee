"""The hub as tools of assistants: the Model Context Protocol, over HTTP at /mcp and over stdio. ADR 0140."""
