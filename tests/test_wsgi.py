import os
import subprocess
import sys

from django.conf import settings


def test_server_puts_aside_what_stays_loaded():
    done = subprocess.run(
        [sys.executable, "-c", "import gc, sys, behoerde.wsgi; print(gc.get_freeze_count() > 0, 'termine.views' in sys.modules)"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "behoerde.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "True"]
