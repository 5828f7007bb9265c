"""A cold answer by PyTorch: python3 cold_query.py WORLD SEED"""

import json
import sys

from query import World, ask

print(json.dumps(ask(World(sys.argv[1]), int(sys.argv[2]))))
