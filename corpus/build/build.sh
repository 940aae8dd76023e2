#!/bin/sh
# Makes the corpus again: sh corpus/build/build.sh [FOLDER…]
#
# CORPUS_SET=NAME makes the folders of files_NAME.py instead, with the libraries of
# requirements.NAME.txt in an environment of their own: they need no PyTorch.
#
# Needs Debian 12 with python3-venv and python3-torch, the Python package index, and
# the right to make a UTS namespace (root has it). Everything is written below a
# folder with a neutral name, by root on localhost, because libraries
# write all three into their files.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
corpus=$(dirname "$here")
work=/tmp/x
set=${CORPUS_SET:-}
venv=$work/venv${set:+-$set}
mkdir -p "$work"

if [ -n "$set" ] && [ ! -e "$venv/ready" ]; then
  /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet -r "$here/requirements.$set.txt"
  touch "$venv/ready"
elif [ ! -e "$venv/ready" ]; then
  /usr/bin/python3 -m venv --system-site-packages "$venv"
  "$venv/bin/pip" install --quiet --ignore-installed -r "$here/requirements.txt"
  "$venv/bin/pip" install --quiet --no-deps -r "$here/requirements.no-deps.txt"
  touch "$venv/ready"
fi

rm -rf "$work/out" "$work/make"
mkdir -p "$work/out" "$work/home"
cp -r "$here" "$work/make"

cd "$work"
env -i CORPUS_SET="$set" PATH="$venv/bin:/usr/bin:/bin" HOME="$work/home" USER=root LOGNAME=root \
  LANG=C.UTF-8 TZ=UTC PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$work/make/neutral" \
  unshare --uts sh -c 'hostname localhost && exec python make/make.py "$@"' make "$work/out" "$@"

python3 "$here/check.py" "$work/out" "$(hostname)" "$corpus"
cd "$work/out"
for folder in */; do
  mkdir -p "$corpus/$folder"
  rm -rf "$corpus/${folder}planted" "$corpus/${folder}clean"
  cp -r "$folder"* "$corpus/$folder"
done
python3 "$here/manifest.py" "$work/out/manifest.json" "$corpus"
