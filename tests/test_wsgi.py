import os
import subprocess
import sys

from django.conf import settings


def test_server_puts_aside_what_stays_loaded():
    source = (
        "import gc, sys, behoerde.wsgi; print(gc.get_freeze_count() > 0, gc.get_threshold()[2], 'termine.views' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", source],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "behoerde.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "1000", "True"]
