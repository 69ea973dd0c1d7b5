"""Checks every model in a folder against ONNX's own rules, types and shapes included: python3 check.py FOLDER"""
import pathlib
import sys

import onnx

faults = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    try:
        onnx.checker.check_model(str(path), full_check=True)
    except Exception as fault:
        faults += 1
        print(f"{path.stem}: {fault}", file=sys.stderr)
sys.exit(1 if faults else 0)
