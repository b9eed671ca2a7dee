"""The suite of those who make the protocol, @modelcontextprotocol/conformance, on a hub that runs."""

import subprocess

from tests.node_programs import NODE, PATIENCE, hub_on

SCENARIOS = (
    "server-initialize",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "dns-rebinding-protection",
)
"""Those that ask nothing of a server but the protocol.

All others call tools, read resources and get prompts of the suite's own server.
"""


def test_the_hub_conforms(node, two_networks_url):
    with hub_on(two_networks_url) as address:
        for scenario in SCENARIOS:
            program = NODE / "node_modules" / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
            command = [node, program, "server", "--url", f"{address}/mcp", "--scenario", scenario]
            done = subprocess.run(command, cwd=NODE, capture_output=True, text=True, timeout=PATIENCE, check=False)
            assert done.returncode == 0, (scenario, done.stdout[-3000:], done.stderr[-3000:])
