import sys

from dayroom.cli import main

sys.exit(main())
