# make demo · make run · make test · make docs · make coverage · make bench · make soak · make package · make clean: each does its own set-up first.
# PYTHON=python3.12 names another interpreter (3.11 to 3.13) for the set-up.

SHELL := /bin/bash
PYTHON ?= python3
DESK := .venv/bin/python main.py

.PHONY: help demo run test docs coverage bench soak package clean ready-to-run ready-to-test

help:
	@echo 'make demo     两个练习所、通知书与月报的 PDF，然后打开窗口 · practice stations, their PDFs, the window'
	@echo 'make run      打开工作台 · start the desk'
	@echo 'make test     全部检查 · all checks'
	@echo 'make docs     按命令重写 docs/commands.md · writes docs/commands.md from the commands'
	@echo 'make coverage 内核每个分支是否有测试走过 · which branches of the core the tests take'
	@echo 'make bench    测速：打印每项指标与上限 · speed and memory beside their limits'
	@echo 'make soak     长测：排版用数十万行文字，SOAK=20 更长 · long tests with much generated text'
	@echo 'make package  安装包放进 dist/ · wheel and source archive into dist/'
	@echo 'make clean    删除生成的文件，.venv 与 demo/ 保留 · remove what was built, keep .venv and demo/'

ready-to-run:
	@PYTHON='$(PYTHON)' .ci/set_up run

ready-to-test:
	@PYTHON='$(PYTHON)' .ci/set_up test

demo: ready-to-run
	@rm -rf demo/station-a demo/station-b
	@$(DESK) demo --to demo/station-a --scenario a
	@$(DESK) demo --to demo/station-b --scenario b
	@echo "【演示】以上 PDF 在 $(CURDIR)/demo 下 · the PDFs are in $(CURDIR)/demo:"
	@find demo -name '*.pdf' | sort
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo '【演示】打开窗口 · opening the window'; \
	  $(DESK) --data demo/station-a --today 2020-03-27; \
	else \
	  QT_QPA_PLATFORM=offscreen $(DESK) --data demo/station-a --today 2020-03-27 screenshot --overwrite --to demo/window.png && \
	  echo '【演示】没有显示屏，窗口的样子存为图片 · no display, so the window was saved as a picture: $(CURDIR)/demo/window.png'; \
	fi

run: ready-to-run
	@$(DESK)

test: ready-to-test
	@.ci/check

docs: ready-to-test
	@.venv/bin/python -m tests.commands_page

# Every branch of the core by all its tests; it costs half of their time again, so `make test` follows the rooms of law alone.
coverage: ready-to-test
	@.venv/bin/coverage erase
	@.venv/bin/python -m pytest -n 2 --dist loadgroup -p tests.branches --branches-of core tests/core
	@.venv/bin/coverage combine --quiet
	@.venv/bin/coverage report --include='fengqiao_desk/*' --fail-under=97

# Figures are ratios within this run wherever they can be; LibreOffice is measured too when it is installed.
bench: ready-to-test
	@.venv/bin/python -m tests.bench

# The tests that try generated material, with SOAK times as much of it.
SOAK ?= 6
soak: ready-to-test
	@FENGQIAO_SOAK=$(SOAK) QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest --durations=5 $$(grep -rlw soak --include='test_*.py' tests)

# A stale build/ would bring deleted modules back into the wheel.
package: ready-to-run
	@rm -rf build dist fengqiao_desk.egg-info
	@.venv/bin/python -c 'from setuptools.build_meta import build_sdist, build_wheel; build_sdist("dist"); build_wheel("dist")' >/dev/null
	@rm -rf build
	@ls -l dist

clean:
	@rm -rf build dist fengqiao_desk.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
	@find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
