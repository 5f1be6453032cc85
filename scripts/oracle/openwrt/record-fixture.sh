#!/usr/bin/env bash
# Records what one release of OpenWrt makes of fixtures/buildroot-tiny.
#
#   record-fixture.sh TREE WORK [SEED...]
#
# TREE  a checkout of the release's tag in which `make defconfig` has run, so that scripts/config/conf is built
# WORK  a folder for the copies; it is emptied
# SEED  names in seeds/; without any, those that the fixture's `cases` has for the release
#
# The release's own programs do all the work: its metadata scripts, its conf, its makefiles and their recipe. This script
# only puts the small buildroot under them and keeps what they say.
set -euo pipefail
export LC_ALL=C
# The older scripts print dependencies in the order of a perl hash; this makes two runs alike.
export PERL_HASH_SEED=0 PERL_PERTURB_KEYS=0

tree=$(realpath "$1")
work=$(realpath -m "$2")
shift 2
fixture=$(realpath "$(dirname "$0")/../../../fixtures/buildroot-tiny")
release=$(sed -n 's/^VERSION_NUMBER:=.*,\([0-9]*\.[0-9]*\)\.[0-9]*)$/\1/p' "$tree/include/version.mk")
expected=$fixture/expected/$release
if [ $# -eq 0 ]; then
  # shellcheck disable=SC2046
  set -- $(sed -n "s/^$release //p" "$fixture/cases")
fi

# The small buildroot of this release, with the release's programs.
rm -rf "$work"
mkdir -p "$work/tree"
cp -r "$fixture"/{Config.in,config,package,target,tmp,toolchain} "$work/tree"
for layer in $(sed -n "s/^$release *//p" "$fixture/layers/releases"); do
  cp -r "$fixture/layers/$layer/." "$work/tree"
done
cd "$work/tree"
rm -rf include scripts
cp -r "$tree/include" include
# From 21.02 to 24.10 each kernel has a file here; up to 19.07 and from 25.12 on it has none, and these are not read.
cp "$fixture"/include/kernel-6.* include
cp "$tree/rules.mk" .
mkdir -p scripts/config staging_dir/host/bin
cp -r "$tree"/scripts/* scripts
printf '#!/bin/sh\nmd5sum | cut -d" " -f1\n' > staging_dir/host/bin/mkhash
chmod +x staging_dir/host/bin/mkhash

# A recipe of the release's makefiles, without what needs a kernel.
cat > "$work/configure.mk" <<'MAKE'
TARGET_BUILD := 1
include Makefile
configure:
	mkdir -p $(LINUX_DIR)/user_headers
	echo '$(KERNEL_PATCHVER)' > $(TOPDIR)/facts
	echo '$(LINUX_KCONFIG_LIST:$(TOPDIR)/%=%)' >> $(TOPDIR)/facts
	echo '$(LINUX_DIR)' > $(TOPDIR)/linux-dir
	$(Kernel/Configure)
MAKE

rm -rf "$expected"
mkdir -p "$expected"
perl scripts/target-metadata.pl config tmp/.targetinfo > tmp/.config-target.in 2> "$work/target.stderr"
perl scripts/package-metadata.pl config tmp/.packageinfo > tmp/.config-package.in 2> "$work/package.stderr"
cat "$work/target.stderr" "$work/package.stderr" > "$work/metadata.stderr"
if [ -s "$work/metadata.stderr" ]; then cp "$work/metadata.stderr" "$expected/metadata.stderr"; fi

# Statements and attributes of a generated file, in order, without the sentences that are the scripts' own. Lines of
# dependencies are sorted where the script has no order for them.
statements() {
  awk -v sorted="$2" '
    function flush(   i, j, t) {
      for (i = 2; i <= count && sorted; i++)
        for (j = i; j > 1 && key[j] < key[j - 1]; j--) {
          t = key[j]; key[j] = key[j - 1]; key[j - 1] = t
          t = run[j]; run[j] = run[j - 1]; run[j - 1] = t
        }
      for (i = 1; i <= count; i++) print "  " run[i]
      count = 0
    }
    { line = $0; sub(/^[ \t]+/, "", line); sub(/[ \t]+$/, "", line) }
    # All else is help.
    line !~ /^((menu)?config [^ ]+|choice( [^ ]+)?|end(choice|menu|if)|(menu|source) ".*"|if .*)$/ &&
      line !~ /^((bool|tristate|string|int|hex)( ".*)?|(prompt|default|depends on|select|reset) .*)$/ { next }
    line ~ /^(depends on|select) / { count++; run[count] = line; key[count] = line; sub(/^(depends on|select) /, "", key[count]); next }
    { flush() }
    line ~ /^(menu)?config / { name = line; sub(/^(menu)?config /, "", name); print line; next }
    line ~ /^menu "Target Devices"$/ { print "menu"; next }
    line ~ /^(choice|endchoice|menu|endmenu|if|endif|source)( |$)/ { name = line; print line; next }
    line ~ /^prompt "(Target System|Subtarget|Target Profile)"/ { sub(/ "[^"]*"/, "", line) }
    line ~ /^string ".* additional packages"$/ { line = "string" }
    name ~ /^(IMAGEOPT|TARGET_MULTI_PROFILE|TARGET_ALL_PROFILES|TARGET_PER_DEVICE_ROOTFS)$/ { sub(/^bool ".*"/, "bool", line) }
    { print "  " line }
    END { flush() }
  ' "$1"
}
case $release in 17.01 | 18.06 | 19.07 | 21.02 | 22.03 | 23.05) unordered=1 ;; *) unordered=0 ;; esac
statements tmp/.config-target.in 0 > "$expected/target.statements"
statements tmp/.config-package.in $unordered > "$expected/package.statements"

loops='error: recursive dependency\|:[0-9]*:\tsymbol \|:[0-9]*:\tchoice \|^For a resolution\|^subsection "Kconfig'
for seed; do
  into=$expected/$seed
  mkdir -p "$into"
  cp "$fixture/seeds/$seed" .config
  rm -rf env
  if [ -f "$fixture/env/$seed" ]; then
    mkdir env
    cp "$fixture/env/$seed" env/kernel-config
  fi
  if ! ./scripts/config/conf --defconfig=.config Config.in > "$work/$seed.stdout" 2> "$work/$seed.stderr"; then
    echo "$release $seed: conf failed" >&2
    exit 1
  fi
  # What conf says of loops is the same for each seed, and kept once, if it does not hang on the order of a hash.
  if [ $unordered = 0 ]; then
    sed -n "/$loops/p" "$work/$seed.stderr" > "$work/recursion"
    if [ ! -e "$expected/recursion" ]; then cp "$work/recursion" "$expected/recursion"; fi
    cmp "$work/recursion" "$expected/recursion"
  fi
  sed "/$loops/d;/^$/d" "$work/$seed.stderr" > "$into/stderr"
  cp .config "$into/config"
  board=$(sed -n 's/^CONFIG_TARGET_BOARD="\(.*\)"$/\1/p' .config)
  if [ -d "target/linux/feeds/$board" ]; then board=feeds/$board; fi
  rm -f facts linux-dir
  env -i PATH="$PWD/staging_dir/host/bin:$PATH" LC_ALL=C PERL_HASH_SEED=0 PERL_PERTURB_KEYS=0 \
    make -r -C "target/linux/$board" -f "$work/configure.mk" TOPDIR="$PWD" KERNEL_MAKE=: configure \
    > "$work/$seed.make" 2> "$work/$seed.make.stderr"
  linux=$(cat linux-dir)
  cp facts "$into/fragments"
  for file in target override set; do cp "$linux/.config.$file" "$into/config.$file"; done
  cp "$linux/.vermagic" "$into/vermagic"
  rm -rf build_dir
  if grep '^WARNING' "$work/$seed.make.stderr" > "$work/warnings"; then cp "$work/warnings" "$into/merge.stderr"; fi
done

# A release that does as the next one did is a link to it.
case $release in
  22.03)
    if diff -r "$expected" "$fixture/expected/23.05"; then
      rm -r "$expected"
      ln -s 23.05 "$expected"
    fi
    ;;
esac
