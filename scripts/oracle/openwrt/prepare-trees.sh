#!/usr/bin/env bash
# Makes OpenWrt trees that `npm run oracle:openwrt` can use: work trees of tags, with feeds and all that `make defconfig`
# collects under tmp/.
#
#   prepare-trees.sh WORK SOURCE FEED=CLONE... -- TAG...
#
# WORK    a folder; the tree of v24.10.0 becomes WORK/v24.10.0. One that is there already is left as it is
# SOURCE  a clone of the source repository, with the tags
# FEED    the name of a feed and a clone of it: packages=FOLDER routing=FOLDER telephony=FOLDER
# TAG     v17.01.7 and later
#
# Nothing is fetched, and the clones are only read: the work trees borrow their objects. A feed is taken at the commit that
# was recorded for the tag (openwrt/cases.tar.xz in KCHECK_ORACLE_DATA), else at the one that feeds.conf.default pins.
# It takes about four minutes a tree, and needs git, perl, gawk, make, gcc and python3.
set -euo pipefail

usage() {
  sed -n '5,5s/^# *//p' "$0" >&2
  exit 2
}

for tool in git perl gawk make gcc python3; do
  command -v "$tool" > /dev/null || { echo "$tool is missing" >&2; exit 2; }
done
[ $# -ge 4 ] || usage
mkdir -p "$1"
work=$(realpath "$1")
source=$(realpath "$2")
shift 2
feeds=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  case $1 in *=*) feeds+=("${1%%=*}=$(realpath "${1#*=}")") ;; *) usage ;; esac
  shift
done
[ $# -gt 1 ] || usage
shift

# checkout CLONE FOLDER COMMIT. A clone may lack objects of a few large files, which nothing here reads: the rest is
# checked out all the same.
checkout() {
  git clone -q --shared --no-checkout "$1" "$2"
  git -C "$2" checkout -q --detach "$3" 2> /dev/null && return
  git -C "$2" update-ref --no-deref HEAD "$(git -C "$2" rev-parse "$3^{commit}")"
  git -C "$2" read-tree HEAD
  git -C "$2" checkout-index -a -f -q 2> /dev/null || true
}

# feed_commit TAG FEED TREE: the commit of a feed.
feed_commit() {
  local archive=${KCHECK_ORACLE_DATA:-}/openwrt/cases.tar.xz commit=
  if [ -f "$archive" ]; then
    commit=$(tar -xOf "$archive" "openwrt/$1-common/feeds.commits" 2> /dev/null | sed -n "s/^$2 //p") || true
  fi
  if [ -z "$commit" ]; then
    commit=$(sed -n "s/^src-git[^ ]* $2 .*^\([0-9a-f]*\)$/\1/p" "$3/feeds.conf.default")
  fi
  [ -n "$commit" ] || { echo "$1 names no commit of the feed $2" >&2; exit 1; }
  echo "$commit"
}

# said FILE COMMAND...: what a command says goes into a file, of which the end is shown if it fails.
said() {
  local log=$1
  shift
  "$@" > "$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
}

prepare() {
  local tag=$1 tree=$work/$1 part=$work/.$1.part feed name
  [ ! -e "$tree" ] || return 0
  echo "$tag"
  rm -rf "$part"
  checkout "$source" "$part" "refs/tags/$tag"
  mkdir -p "$part/feeds" "$part/staging_dir/host/bin" "$part/logs"
  : > "$part/feeds.conf"
  for feed in "${feeds[@]}"; do
    name=${feed%%=*}
    # below feeds/, as if it had been fetched: the metadata has the paths
    checkout "${feed#*=}" "$part/feeds/$name" "$(feed_commit "$tag" "$name" "$part")"
    echo "src-git $name ${feed#*=}" >> "$part/feeds.conf"
  done
  # the metadata and the links have absolute paths in some places: the folder has its name from here on
  mv "$part" "$tree"
  # the tools of a whole build are not asked for
  touch "$tree/staging_dir/host/.prereq-build"
  if [ -f "$tree/scripts/mkhash.c" ]; then gcc -O2 -o "$tree/staging_dir/host/bin/mkhash" "$tree/scripts/mkhash.c"; fi
  (
    cd "$tree"
    export FORCE=1 FORCE_UNSAFE_CONFIGURE=1 TOPDIR=$tree PATH=$tree/staging_dir/host/bin:$PATH
    said logs/update ./scripts/feeds update -i -a
    said logs/install ./scripts/feeds install -a
    echo 'CONFIG_TARGET_x86=y' > .config
    said logs/defconfig make defconfig
  ) || { mv "$tree" "$part"; exit 1; }
}

for tag; do prepare "$tag"; done
