"""Packs the binary of a wheel with the licences: gouji-TARGET.tar.gz, or .zip for Windows.

    python3 .github/archive.py FOLDER TARGET

The binary is the wheel's own, so that both ways of getting it give the same bytes.
"""

import io
import pathlib
import sys
import tarfile
import time
import zipfile

BESIDE = ["README.md", "README.zh-CN.md", "LICENSE-APACHE", "LICENSE-MIT", "CHANGELOG.md"]


def main(folder, target):
    folder = pathlib.Path(folder)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        (name,) = [own for own in opened.namelist() if "/scripts/" in own]
        binary = opened.read(name)
    files = [(pathlib.PurePosixPath(name).name, binary, 0o755)]
    files += [(name, pathlib.Path(name).read_bytes(), 0o644) for name in BESIDE]
    stem = f"gouji-{target}"
    if "windows" in target:
        with zipfile.ZipFile(folder / f"{stem}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data, _ in files:
                archive.writestr(f"{stem}/{name}", data)
        return
    with tarfile.open(folder / f"{stem}.tar.gz", "w:gz") as archive:
        for name, data, mode in files:
            info = tarfile.TarInfo(f"{stem}/{name}")
            info.size, info.mode, info.mtime = len(data), mode, int(time.time())
            archive.addfile(info, io.BytesIO(data))


main(*sys.argv[1:])
