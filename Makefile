# The two commands that matter: make start, make test. Everything they need they bring.
.DEFAULT_GOAL := hilfe
.DELETE_ON_ERROR:
TARGETS := start test check bench neu-migration uebersetzen doctor befehl einrichten hilfe
.PHONY: $(TARGETS)

# "make -f /some/where/Makefile start" works from any folder: run where the Makefile lies. Its path may hold spaces.
override empty :=
HERE := $(shell cd "$$(dirname "$(patsubst $(empty) %,%,$(MAKEFILE_LIST))")" && pwd -P)
ifneq ($(HERE),$(shell pwd -P))
$(TARGETS):
	@$(MAKE) --no-print-directory -C "$(HERE)" $@
else

PORT ?= 8000
PYTHON ?= python3
# Neither another environment nor other settings of the calling shell may get in.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH DJANGO_SETTINGS_MODULE
# Networks of offices often have an authority of their own: the one of the system counts for every tool.
NODE_EXTRA_CA_CERTS ?= $(wildcard /etc/ssl/certs/ca-certificates.crt)
export NODE_EXTRA_CA_CERTS

PY := .venv/bin/python
UV := $(PY) -m uv pip install --quiet --system-certs --python $(PY)
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
WITH_SERVERS := $(PY) -m behoerde.eingebettet --with-parent

hilfe:
	@echo "make start [PORT=8000]        Beispielbehörde starten (Datenbank, Web, Worker, Postfach)"
	@echo "make test                     alle Prüfungen und Tests, auch im Browser"
	@echo "make check [APPS=termine]     schnelle Prüfungen ohne Browser"
	@echo "make bench                    Messungen, Ergebnis als Tabelle"
	@echo "make neu-migration [APPS=…]   Migrationen zu geänderten Modellen schreiben"
	@echo "make uebersetzen              Texte sammeln, Kataloge bauen, fehlende nennen"
	@echo "make doctor                   prüft Datenbank, Mail, Warteschlange und Einstellungen"
	@echo "make befehl B=\"…\"             ein Befehl von manage.py mit den Servern von make start"

start: .venv/.betrieb
	@$(PY) -m behoerde.oberflaeche
	@$(PY) -m behoerde.uebersetzen kompilieren
	@$(PY) -m behoerde.systempakete pango || true
	@exec $(WITH_SERVERS) -- python manage.py start --port $(PORT)

test: einrichten
	@$(PY) -m behoerde.systempakete pango chromium
	@exec $(WITH_SERVERS) --art test -- python -m tests.lauf

check: einrichten
	@exec $(WITH_SERVERS) --art test -- python -m tests.lauf --schnell $(APPS)

bench: einrichten
	@exec $(WITH_SERVERS) --art messung -- python -m tests.messungen

neu-migration: einrichten
	@exec $(WITH_SERVERS) -- python manage.py makemigrations $(APPS)

uebersetzen: einrichten
	@exec $(WITH_SERVERS) -- python -m behoerde.uebersetzen sammeln
	@$(PY) -m behoerde.uebersetzen kompilieren

doctor: .venv/.betrieb
	@exec $(WITH_SERVERS) -- python manage.py doctor

befehl: .venv/.betrieb
	@exec $(WITH_SERVERS) -- python manage.py $(B)

einrichten: .venv/.entwicklung
	@$(PY) -m behoerde.oberflaeche
	@$(PY) -m behoerde.uebersetzen kompilieren

.venv/.werkzeug: requirements/werkzeug.lock
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Gebraucht wird Python ab 3.11 mit venv (Debian: apt-get install python3-venv). Ein anderes Python: make PYTHON=/pfad/python3 …" >&2; exit 1; }
	@$(PY) -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@echo "Richte die Pakete ein …"
	@$(PIP) -r requirements/werkzeug.lock
	@touch $@

# uv takes a fraction of pip's time; pip is the way out where uv can't run.
.venv/.%: requirements/%.lock .venv/.werkzeug
	@$(UV) --require-hashes -r $< || $(PIP) -r $<
	@touch $@
endif
